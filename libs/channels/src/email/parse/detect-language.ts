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
  const sample = withoutAddresses(text.slice(0, sampleCharacters));
  const { latin, arabicScript, beyondAscii } = countLetters(sample);
  // A word of Arabic script has fewer letters than an English one with its names and codes around it.
  if (arabicScript >= 2 && arabicScript * 2 >= latin) return persianOrArabic(sample.normalize('NFKC'));
  if (latin < 2 || (beyondAscii && allLetters(sample) > latin * 1.2)) return null;
  const words = count(sample, /[A-Za-z']+/g);
  return count(sample, englishWords) * 8 >= words ? 'en' : null;
}

function withoutAddresses(text: string): string {
  return text.includes('@') || text.includes('http') ? text.replace(/\S+@\S+|https?:\S+/g, ' ') : text;
}

/** One look at each character: this is done to every mail, and a pattern makes a string of each of its matches. */
function countLetters(text: string): { latin: number; arabicScript: number; beyondAscii: boolean } {
  let latin = 0;
  let arabicScript = 0;
  let beyondAscii = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    if (code < 0x80) latin += lower >= 0x61 && lower <= 0x7a ? 1 : 0;
    else {
      beyondAscii = true;
      if (isArabicScript(code)) arabicScript++;
    }
  }
  return { latin, arabicScript, beyondAscii };
}

/** The blocks Arabic, Arabic Supplement and both of presentation forms, up to the byte order mark. */
function isArabicScript(code: number): boolean {
  if (code < 0x0780) return (code >= 0x0600 && code <= 0x06ff) || code >= 0x0750;
  return (code >= 0xfb50 && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfefc);
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

/** In runs of them: a match for each letter would be thousands of strings. */
function allLetters(text: string): number {
  return (text.match(/\p{L}+/gu) ?? []).reduce((sum, run) => sum + run.length, 0);
}
