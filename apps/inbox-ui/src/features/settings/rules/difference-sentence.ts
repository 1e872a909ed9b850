/** What a ticket would have got instead, as a sentence of the reader's language. */
import type { RuleDifference } from '@diwan/contracts';
import { isolated } from '../../../i18n/digits.js';
import { named, skillInWords, type Speech } from './rule-sentence.js';

export function differenceSentence(difference: RuleDifference, speech: Speech): string {
  const { t, list } = speech;
  const [from, to] = fromAndTo(difference, speech);
  const sentence = t(`rules.try.difference.${difference.of}`, { from, to });
  const { rules } = difference;
  if (rules.length === 0) return sentence;
  const names = list(rules.map(isolated), 'conjunction');
  return t('rules.try.difference.by', { sentence, count: rules.length, names });
}

function fromAndTo(difference: RuleDifference, speech: Speech): [string, string] {
  const { t, list } = speech;
  const all = (values: string[]) => (values.length === 0 ? t('rules.try.none') : list(values, 'conjunction'));
  switch (difference.of) {
    case 'queue':
      return [named(difference.from, speech), named(difference.to, speech)];
    case 'priority':
      return [t(`priority.${difference.from}`), t(`priority.${difference.to}`)];
    case 'skills': {
      const inWords = (skills: typeof difference.from) => all(skills.map((skill) => skillInWords(skill, speech)));
      return [inWords(difference.from), inWords(difference.to)];
    }
    case 'tags': {
      const inWords = (ids: string[]) => all(ids.map((id) => named(id, speech)));
      return [inWords(difference.from), inWords(difference.to)];
    }
    case 'sla_policy': {
      const inWords = (id: string | null) => (id === null ? t('rules.try.firstPolicy') : named(id, speech));
      return [inWords(difference.from), inWords(difference.to)];
    }
  }
}
