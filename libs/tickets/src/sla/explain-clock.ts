// Why a clock is due when it is, in parts that the browser puts into words.
import type { BusinessCalendar, CalendarDay } from './hours/business-calendar.js';
import { minuteMs } from './hours/local-date.js';
import { usedMsAt, type SlaClock } from './sla-clock.js';
import type { SlaPause } from './sla-pauses.js';
import { workingTimeOf, type SlaHours } from './sla-policy.js';

/** Time that passed without being counted, since nobody works then. */
export type ClosedTime = {
  from: Date;
  to: Date;
  /** A holiday or a season as soon as it rules that day's hours, whatever the week would have said. */
  why: 'outside_hours' | 'season' | 'holiday';
  name: string | null;
};

/**
 * From `startedAt` to `dueAt` it is exactly the target, the pauses and the closed times, none of which overlap: unless
 * hours or a used-up target were changed on the way, or only the first closed times are listed.
 */
export type ClockExplanation = Pick<SlaClock, 'target' | 'targetMinutes' | 'startedAt' | 'dueAt' | 'endedAt'> & {
  hours: SlaHours;
  /** `to` is null while it lasts. */
  pauses: SlaPause[];
  closed: ClosedTime[];
  /** There are more closed times than are listed. */
  moreClosed: boolean;
  usedMs: number;
  /** Below zero: so much too late. Null: nothing is promised. */
  remainingMs: number | null;
};

export type ExplainBy = { hours: SlaHours; calendar: BusinessCalendar; now: Date };

const mostClosed = 20;

/** `pauses` in order, as `slaPausesOf` gives them. */
export function explainClock(
  clock: SlaClock,
  pauses: readonly SlaPause[],
  { hours, calendar, now }: ExplainBy,
): ClockExplanation {
  const { target, targetMinutes, startedAt, dueAt, endedAt } = clock;
  const until = dueAt ?? endedAt ?? now;
  const within = pauses.filter(({ from, to }) => from < until && (to === null || (to > startedAt && to > from)));
  const closed =
    hours === 'business' ? closedTimesOf(calendar, countedSpans(within, { from: startedAt, to: until })) : [];
  const usedMs = usedMsAt(clock, endedAt ?? now, workingTimeOf(hours, calendar));
  return {
    target,
    targetMinutes,
    startedAt,
    dueAt,
    endedAt,
    hours,
    pauses: within,
    closed: closed.slice(0, mostClosed),
    moreClosed: closed.length > mostClosed,
    usedMs,
    remainingMs: targetMinutes === null ? null : targetMinutes * minuteMs - usedMs,
  };
}

type Span = { from: Date; to: Date };

/** What the pauses leave. */
function countedSpans(pauses: readonly SlaPause[], whole: Span): Span[] {
  const begins = [whole.from, ...pauses.map((pause) => pause.to ?? whole.to)];
  const ends = [...pauses.map((pause) => pause.from), whole.to];
  return begins.map((from, index) => ({ from, to: ends[index] ?? whole.to })).filter(({ from, to }) => from < to);
}

/** Merged where they touch and have one reason; one more than is shown, and then no further. */
function closedTimesOf(calendar: BusinessCalendar, spans: readonly Span[]): ClosedTime[] {
  const closed: ClosedTime[] = [];
  for (const span of spans) {
    let at = span.from;
    while (at < span.to && closed.length <= mostClosed) {
      const day = calendar.dayAt(at);
      for (const time of closedTimesIn(day, span)) append(closed, time);
      at = day.to;
    }
  }
  return closed;
}

function append(closed: ClosedTime[], time: ClosedTime): void {
  const last = closed.at(-1);
  const goesOn = last && last.to.getTime() === time.from.getTime() && last.why === time.why && last.name === time.name;
  if (goesOn) last.to = time.to;
  else closed.push(time);
}

function closedTimesIn({ from, to, openings, why, name }: CalendarDay, span: Span): ClosedTime[] {
  const begins = [from, ...openings.map((opening) => opening.to)];
  const ends = [...openings.map((opening) => opening.from), to];
  return begins
    .map((begin, index) => ({
      from: later(begin, span.from),
      to: earlier(ends[index] ?? to, span.to),
      why: why === 'week' ? ('outside_hours' as const) : why,
      name,
    }))
    .filter((time) => time.from < time.to);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
