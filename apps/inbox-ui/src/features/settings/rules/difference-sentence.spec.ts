import { expect, it } from '@jest/globals';
import type { RuleDifference } from '@diwan/contracts';
import { createIntl } from 'react-intl';
import type { Translate } from '../../../i18n/intl.js';
import ar from '../../../i18n/ar.json';
import en from '../../../i18n/en.json';
import fa from '../../../i18n/fa.json';
import { differenceSentence } from './difference-sentence.js';

const names: Record<string, string> = {
  billing: 'Billing',
  support: 'Support',
  arabic: 'Arabic',
  vip: 'VIP',
  gold: 'Gold',
};

/** Without the marks that keep names apart. */
function told(locale: 'en' | 'ar' | 'fa', difference: RuleDifference): string {
  const intl = createIntl({ locale, messages: { en, ar, fa }[locale] });
  const t: Translate = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
  const list = (values: string[], type: 'conjunction' | 'disjunction') => intl.formatList(values, { type });
  const speech = { t, list, language: (language: string) => language, nameOf: (id: string) => names[id] };
  return differenceSentence(difference, speech).replaceAll(/[\u2066-\u2069\u200f]/g, '');
}

it.each<[RuleDifference, string]>([
  [
    { of: 'queue', from: 'support', to: 'billing', rules: ['Invoices'] },
    'Queue: Billing instead of Support, by the rule Invoices',
  ],
  [{ of: 'queue', from: 'billing', to: 'support', rules: [] }, 'Queue: Support instead of Billing'],
  [
    { of: 'priority', from: 'normal', to: 'high', rules: ['Invoices'] },
    'Priority: High instead of Normal, by the rule Invoices',
  ],
  [
    { of: 'skills', from: [], to: [{ skillId: 'arabic', relaxAfterSeconds: 600 }], rules: ['Arabic'] },
    'Skills: Arabic (for 10 minutes) instead of none, by the rule Arabic',
  ],
  [
    { of: 'tags', from: [], to: ['vip', 'gone'], rules: ['A', 'B'] },
    'Tags from rules: VIP and (no longer there) instead of none, by the rules A and B',
  ],
  [
    { of: 'sla_policy', from: null, to: 'gold', rules: ['A'] },
    'SLA policy: Gold instead of the first that matches, by the rule A',
  ],
])('tells %j', (difference, sentence) => expect(told('en', difference)).toBe(sentence));

it('speaks the language of the reader', () => {
  const difference: RuleDifference = { of: 'queue', from: 'support', to: 'billing', rules: ['Invoices'] };
  expect(told('fa', difference)).toBe('صف: Billing به‌جای Support، با قاعدهٔ Invoices');
  expect(told('ar', difference)).toBe('قائمة الانتظار: Billing بدلًا من Support، بقاعدة Invoices');
});
