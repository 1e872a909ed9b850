// A cheap guess at the language of a message, for `lang`, fonts and routing: script first, then letters and small words.

const sampleCharacters = 4000;
const persianOnly = /[پچژگکی]/g;
const arabicOnly = /[ةيكىأإؤئ]/g;
const persianWords =
  /(?<!\p{L})(?:و|در|به|از|که|این|است|را|با|برای|سلام|ممنون|لطفا|من|شما|هست|شده|های|می|نمی|تشکر|خیلی)(?!\p{L})/gu;
const arabicWords =
  /(?<!\p{L})(?:في|من|على|إلى|الى|أن|ان|هذا|هذه|التي|الذي|مع|عن|لا|ما|شكرا|مرحبا|السلام|عليكم|لم|هل|قد|كان)(?!\p{L})/gu;
const englishWords =
  /\b(?:the|and|to|of|is|in|you|for|on|have|with|my|please|thanks|hello|hi|we|your|not|this|that|are|it|i)\b/gi;

/** @returns a BCP 47 code, or null when the text is too short or looks like neither. */
export function detectLanguage(text: string): 'fa' | 'ar' | 'en' | null {
  const sample = text.slice(0, sampleCharacters).replace(/\S+@\S+|https?:\S+/g, ' ');
  const arabicScript = letters(sample, /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+/g);
  const latin = letters(sample, /[A-Za-z]+/g);
  // A word of Arabic script has fewer letters than an English one with its names and codes around it.
  if (arabicScript >= 2 && arabicScript * 2 >= latin) return persianOrArabic(sample.normalize('NFKC'));
  if (latin < 2 || letters(sample, /\p{L}+/gu) > latin * 1.2) return null;
  const words = count(sample, /[A-Za-z']+/g);
  return count(sample, englishWords) * 8 >= words ? 'en' : null;
}

function persianOrArabic(text: string): 'fa' | 'ar' | null {
  // Persian typed on an Arabic keyboard has ي and ك, so پ چ ژ گ and the small words weigh more than they do.
  const persian = count(text, persianOnly) + 3 * count(text, /[پچژگ\u200c]/g) + 2 * count(text, persianWords);
  const arabic =
    count(text, arabicOnly) +
    3 * count(text, /[ةأإ]/g) +
    2 * count(text, arabicWords) +
    count(text, /(?<!\p{L})ال\p{L}/gu);
  if (persian === arabic) return null;
  return persian > arabic ? 'fa' : 'ar';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Characters in runs of them: a match for each letter would be thousands of strings. */
function letters(text: string, runs: RegExp): number {
  return (text.match(runs) ?? []).reduce((sum, run) => sum + run.length, 0);
}
