import { expect, it } from '@jest/globals';
import { createIntl } from 'react-intl';
import type { Translate } from '../../../i18n/intl.js';
import en from '../../../i18n/en.json';
import fa from '../../../i18n/fa.json';
import type { Rule } from './rule-draft.js';
import { ruleSentence } from './rule-sentence.js';

const names: Record<string, string> = {
  support: 'Support',
  sales: 'Sales',
  billing: 'Billing',
  arabic: 'Arabic',
  vip: 'VIP',
  late: 'Late',
  gold: 'Gold',
};

/** Without the marks that keep names apart. */
function told(locale: string, rule: Pick<Rule, 'conditions' | 'actions'>): string {
  const intl = createIntl({ locale, messages: locale === 'fa' ? fa : en });
  const t: Translate = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
  return ruleSentence(
    { id: '1', name: 'Any', ...rule },
    {
      t,
      list: (values, type) => intl.formatList(values, { type }),
      language: (language) => intl.formatDisplayName(language, { type: 'language' }) ?? language,
      nameOf: (id) => names[id],
    },
  ).replaceAll(/[\u2066-\u2069\u200f]/g, '');
}

const whole: Pick<Rule, 'conditions' | 'actions'> = {
  conditions: {
    inboxIds: ['support', 'sales'],
    languages: ['fa'],
    contacts: ['@shop.example'],
    words: ['refund', 'money back'],
  },
  actions: { queueId: 'billing', priority: 'high', skills: [{ skillId: 'arabic', relaxAfterSeconds: 600 }] },
};

it.each<[string, string, Pick<Rule, 'conditions' | 'actions'>]>([
  [
    'If it comes to Support or Sales, is in Persian, is from @shop.example, and says “refund” or “money back”, it goes to Billing, gets the priority High, and asks for Arabic (for 10 minutes).',
    'en',
    whole,
  ],
  ['Every ticket asks for Arabic.', 'en', { conditions: {}, actions: { skills: [{ skillId: 'arabic', relaxAfterSeconds: null }] } }],
  ['If it has the tag VIP or Late, it is tagged Late and gets the SLA policy Gold.', 'en', { conditions: { tagIds: ['vip', 'late'] }, actions: { tagIds: ['late'], slaPolicyId: 'gold' } }],
  ['If it comes by E-mail, it goes to (no longer there).', 'en', { conditions: { channels: ['email'] }, actions: { queueId: 'gone' } }],
  ['If it is in Persian and comes out of hours, it gets the priority High.', 'en', { conditions: { languages: ['fa'], hours: 'closed' }, actions: { priority: 'high' } }],
  ['اگر در ساعت کاری برسد، اولویت زیاد می‌گیرد.', 'fa', { conditions: { hours: 'open' }, actions: { priority: 'high' } }],
  ['اگر به زبان فارسی باشد و در آن «refund» آمده باشد، اولویت زیاد می‌گیرد.', 'fa', { conditions: { languages: ['fa'], words: ['refund'] }, actions: { priority: 'high' } }],
])('%s', (sentence, locale, rule) => {
  expect(told(locale, rule)).toBe(sentence);
}); // prettier-ignore
