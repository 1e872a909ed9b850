/** A rule as one sentence of the reader's language. */
import type { Language } from '@diwan/contracts';
import { isolated } from '../../../i18n/digits.js';
import type { Translate } from '../../../i18n/intl.js';
import type { Rule } from './rule-draft.js';

export type Speech = {
  t: Translate;
  list: (values: string[], type: 'conjunction' | 'disjunction') => string;
  language: (language: Language) => string;
  /** Of a queue, an inbox, a skill, a tag or an SLA policy; undefined when it is no longer there. */
  nameOf: (id: string) => string | undefined;
};

export function ruleSentence(rule: Rule, speech: Speech): string {
  const when = whenOf(rule, speech);
  const what = speech.list(thenOf(rule, speech), 'conjunction');
  return when.length > 0
    ? speech.t('rules.sentence', { when: speech.list(when, 'conjunction'), what })
    : speech.t('rules.sentence.always', { what });
}

function whenOf({ conditions }: Rule, speech: Speech): string[] {
  const { t, list, language } = speech;
  const quoted = (text: string) => t('rules.quoted', { text: isolated(text) });
  const clauses = {
    channels: conditions.channels?.map((each) => t(`channelKind.${each}`)),
    inboxIds: conditions.inboxIds?.map((id) => named(id, speech)),
    languages: conditions.languages?.map(language),
    contacts: conditions.contacts?.map(isolated),
    words: conditions.words?.map(quoted),
    tagIds: conditions.tagIds?.map((id) => named(id, speech)),
  };
  const told = (Object.keys(clauses) as (keyof typeof clauses)[]).flatMap((each) => {
    const values = clauses[each];
    return values ? [t(`rules.when.${each}`, { values: list(values, 'disjunction') })] : [];
  });
  return conditions.hours ? [...told, t(`rules.when.${conditions.hours}`)] : told;
}

function thenOf({ actions }: Rule, speech: Speech): string[] {
  const { t, list } = speech;
  const skills = actions.skills?.map((skill) => skillInWords(skill, speech));
  const tags = actions.tagIds?.map((id) => named(id, speech));
  return [
    ...(actions.queueId ? [t('rules.then.queue', { name: named(actions.queueId, speech) })] : []),
    ...(actions.priority ? [t('rules.then.priority', { name: t(`priority.${actions.priority}`) })] : []),
    ...(skills ? [t('rules.then.skills', { values: list(skills, 'conjunction') })] : []),
    ...(tags ? [t('rules.then.tags', { values: list(tags, 'conjunction') })] : []),
    ...(actions.slaPolicyId ? [t('rules.then.slaPolicy', { name: named(actions.slaPolicyId, speech) })] : []),
  ];
}

type Skill = NonNullable<Rule['actions']['skills']>[number];

export function skillInWords({ skillId, relaxAfterSeconds }: Skill, speech: Speech): string {
  const name = named(skillId, speech);
  return relaxAfterSeconds === null ? name : speech.t('rules.skill.for', { name, minutes: relaxAfterSeconds / 60 });
}

export function named(id: string, { t, nameOf }: Speech): string {
  const name = nameOf(id);
  return name === undefined ? t('rules.gone') : isolated(name);
}
