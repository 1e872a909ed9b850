import type { ExplainedClock } from '@diwan/contracts';
import { describe, expect, it } from '@jest/globals';
import { createIntl } from 'react-intl';
import ar from '../../i18n/ar.json';
import en from '../../i18n/en.json';
import fa from '../../i18n/fa.json';
import { createFormat } from '../../i18n/format.js';
import { localeTag, type Conventions } from '../../i18n/language.js';
import { notCounted, whySentence } from './clock-sentences.js';

const london: Conventions = { language: 'en', calendar: 'gregory', digits: 'latn', timeZone: 'UTC' };
const tehran: Conventions = { language: 'fa', calendar: 'persian', digits: 'arabext', timeZone: 'UTC' };
const riyadh: Conventions = { language: 'ar', calendar: 'islamic-umalqura', digits: 'arab', timeZone: 'UTC' };
const now = new Date('2026-03-25T12:00:00Z');

function words(conventions: Conventions) {
  const messages: Record<string, string> = { en, ar, fa }[conventions.language];
  const intl = createIntl({ locale: localeTag(conventions), messages, timeZone: 'UTC' });
  return {
    t: (id: string, values?: object) => intl.formatMessage({ id }, values as Record<string, string>),
    format: createFormat(conventions),
    now,
  };
}

const clock = (differs: Partial<ExplainedClock> = {}): ExplainedClock => ({
  target: 'resolution',
  instance: 1,
  state: 'running',
  targetMinutes: 120,
  startedAt: '2026-03-25T10:50:00Z',
  dueAt: '2026-03-25T14:20:00Z',
  endedAt: null,
  breachedAt: null,
  hours: 'business',
  pauses: [{ from: '2026-03-25T11:00:00Z', to: '2026-03-25T11:30:00Z', status: 'pending' }],
  closed: [],
  moreClosed: false,
  usedMs: 40 * 60_000,
  remainingMs: 80 * 60_000,
  ...differs,
});

describe('whySentence', () => {
  it.each<[string, Conventions, string]>([
    ['English', london, 'Due 14:20, because 2 hrs of business time count from 10:50; paused for 30 mins.'],
    ['Persian', tehran, 'مهلت تا ۱۴:۲۰ است، چون ۲ ساعت زمان کاری از ۱۰:۵۰ حساب می‌شود؛ ۳۰ دقیقه متوقف بوده است.'],
  ])('says in %s when it is due and why', (_, conventions, sentence) => {
    expect(whySentence(clock(), words(conventions))).toBe(sentence);
  });

  it('uses Arabic digits and the same parts in Arabic', () => {
    expect(whySentence(clock(), words(riyadh))).toMatch(/١٤:٢٠.*١٠:٥٠.*٣٠/);
  });

  it.each<[string, Partial<ExplainedClock>, string]>([
    [
      'was due',
      { dueAt: '2026-03-25T11:50:00Z', pauses: [] },
      'Was due 11:50, because 2 hrs of business time count from 10:50.',
    ],
    [
      'is due another day',
      { dueAt: '2026-03-27T09:00:00Z', pauses: [], hours: 'calendar' },
      'Due Fri 27 Mar 09:00, because 2 hrs count around the clock from 10:50.',
    ],
    ['rests', { dueAt: null, state: 'paused' }, 'Paused: 40 mins of 2 hrs have been used.'],
    [
      'ended',
      { dueAt: null, state: 'met', endedAt: '2026-03-25T11:40:00Z' },
      'In time: it ended 11:40 after 40 mins of 2 hrs.',
    ],
    ['promises nothing', { dueAt: null, targetMinutes: null }, 'Nothing is promised. So far: 40 mins.'],
  ])('tells of a clock that %s', (_, differs, sentence) => {
    expect(whySentence(clock(differs), words(london))).toBe(sentence);
  });
});

describe('notCounted', () => {
  const weekend = {
    from: '2026-03-27T17:00:00Z',
    to: '2026-03-30T09:00:00Z',
    why: 'outside_hours',
    name: null,
  } as const;
  const nowruz = { from: '2026-03-21T00:00:00Z', to: '2026-03-22T00:00:00Z', why: 'holiday', name: 'نوروز' } as const;

  it('lists pauses and closed times in the calendar and the digits of the organisation', () => {
    expect(notCounted(clock({ closed: [weekend, nowruz] }), words(tehran))).toEqual([
      'از ۱۱:۰۰ تا ۱۱:۳۰: منتظر مشتری',
      expect.stringMatching(/۷ فروردین ۱۷:۰۰.*۱۰ فروردین ۰۹:۰۰/),
      expect.stringContaining('نوروز'),
    ]);
  });

  it('says that a pause lasts', () => {
    const [line] = notCounted(
      clock({ pauses: [{ from: '2026-03-25T11:00:00Z', to: null, status: 'on_hold' }] }),
      words(london),
    );
    expect(line).toBe('11:00 to now: On hold');
  });
});
