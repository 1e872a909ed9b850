/** An explained clock in words: pure, so that every language can be held to it. */
import type { ExplainedClock } from '@diwan/contracts';
import type { Format } from '../../i18n/format.js';
import type { Translate } from '../../i18n/intl.js';
import { isolated } from '../../i18n/digits.js';

type Words = { t: Translate; format: Format; now: Date };

/** "Due 14:20, because 2 hrs of business time count from 10:50; paused for 30 min." */
export function whySentence(clock: ExplainedClock, { t, format, now }: Words): string {
  const { targetMinutes, dueAt, endedAt, startedAt, hours, usedMs } = clock;
  if (targetMinutes === null) return t('promise.nothing', { used: format.span(usedMs) });
  const target = format.span(targetMinutes * 60_000);
  if (endedAt) {
    const ended = format.moment(endedAt, now);
    return t('promise.ended', { state: clock.state, ended, used: format.span(usedMs), target });
  }
  if (!dueAt) return t('promise.paused', { used: format.span(usedMs), target });
  const pausedMs = pausedMilliseconds(clock, now);
  return t(hours === 'business' ? 'promise.because.business' : 'promise.because.calendar', {
    due: format.moment(dueAt, now),
    past: String(Date.parse(dueAt) < now.getTime()),
    target,
    from: format.moment(startedAt, now),
    paused: pausedMs > 0 ? format.span(pausedMs) : 'none',
  });
}

function pausedMilliseconds({ pauses }: ExplainedClock, now: Date): number {
  return pauses.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) : now.getTime()) - Date.parse(from), 0);
}

/** What did not count, one line each: first the pauses, then when nobody works. */
export function notCounted({ pauses, closed }: ExplainedClock, { t, format, now }: Words): string[] {
  const span = (from: string, to: string | null) => ({
    from: format.moment(from, now),
    to: to ? format.moment(to, now) : t('promise.now'),
  });
  return [
    ...pauses.map(({ from, to, status }) => t('promise.pause', { ...span(from, to), status: t(`status.${status}`) })),
    ...closed.map(({ from, to, why, name }) =>
      t(`promise.closed.${why}`, { ...span(from, to), name: isolated(name ?? '') }),
    ),
  ];
}
