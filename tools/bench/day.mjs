// A day of three channels and forty agents with breaks and absences, minute by minute, given out by the very decisions that
// the product makes. No clock and no database: a seed gives the same day on every machine. The table is for people; the run
// fails when anybody absent is given work, hands are overfilled, or somebody is overtaken.
import { comparePlaces, defaultChannelWeights, hasRoomFor, planRouting } from '@diwan/tickets';
import { median } from './median.mjs';

const minutes = 10 * 60;
const seed = 20_261_124;
const agentCount = 40;
/** Arrivals an hour by hour of the day, and how long a piece of work takes, in minutes. */
const channels = {
  phone: { perHour: [60, 120, 150, 140, 90, 110, 140, 110, 80, 40], workMinutes: 7 },
  chat: { perHour: [80, 140, 190, 170, 150, 150, 160, 130, 90, 60], workMinutes: 16 },
  email: { perHour: [400, 300, 220, 180, 160, 160, 160, 130, 90, 60], workMinutes: 30 },
};
const lunch = 30;

/** Mulberry32: small, and the same everywhere. */
function createRandom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const at = (minute) => new Date(Date.UTC(2026, 10, 24, 8) + minute * 60_000);

function createAgents(random) {
  return Array.from({ length: agentCount }, (_, index) => {
    const lunchAt = 180 + Math.floor(random() * 120);
    // One in ten is ill for the day, one in ten leaves in the afternoon without a word.
    const fate = random();
    return {
      id: `agent-${String(index).padStart(2, '0')}`,
      channels: index % 2 === 0 ? ['email', 'chat', 'phone'] : ['email', 'chat'],
      isThere: (minute) =>
        fate > 0.1 && !(fate < 0.2 && minute > 420) && !(minute >= lunchAt && minute < lunchAt + lunch),
      work: [],
      lastAssignedAt: null,
      given: 0,
    };
  });
}

function toRoutable({ id, channels: own, work, lastAssignedAt }) {
  const count = (channel) => work.filter((each) => each.channel === channel).length;
  return {
    id,
    channels: own,
    queues: new Map([['day', 0]]),
    skillIds: new Set(),
    capacity: 100,
    weights: defaultChannelWeights,
    hasOffer: false,
    work: { email: count('email'), chat: count('chat'), phone: count('phone') },
    lastAssignedAt,
  };
}

export async function run({ note = (line) => console.error(line) } = {}) {
  const random = createRandom(seed);
  const agents = createAgents(random);
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  let waiting = [];
  const served = [];
  const faults = { absent: 0, overfilled: 0, overtaken: 0 };
  for (let minute = 0; minute < minutes; minute++) {
    waiting.push(...arrivals(minute, random));
    for (const agent of agents) agent.work = agent.work.filter((each) => each.doneAt > minute);
    const present = agents.filter((agent) => agent.isThere(minute)).map(toRoutable);
    const now = at(minute);
    const planned = planRouting(waiting, present, { now });
    const placed = new Set(planned.map((each) => each.ticketId));
    faults.overtaken += overtaken(waiting, placed);
    for (const { ticketId, agentId } of planned) {
      const ticket = waiting.find((each) => each.id === ticketId);
      const agent = byId.get(agentId);
      const { capacity, work } = toRoutable(agent);
      if (!agent.isThere(minute)) faults.absent++;
      if (!hasRoomFor(ticket.channel, { work, capacity, weights: defaultChannelWeights })) faults.overfilled++;
      const took = channels[ticket.channel].workMinutes * (0.5 + random());
      agent.work.push({ channel: ticket.channel, doneAt: minute + took });
      agent.lastAssignedAt = now;
      agent.given++;
      served.push({ channel: ticket.channel, waited: minute - ticket.minute });
    }
    waiting = waiting.filter((each) => !placed.has(each.id));
  }
  note(tableOf(served, waiting));
  const given = agents.filter((agent) => agent.given > 0).map((agent) => agent.given);
  note(
    `${given.length} of ${agentCount} agents worked; tickets each: ${Math.min(...given)} to ${Math.max(...given)}, median ${median(given)}`,
  );
  const wrong = Object.entries(faults).filter(([, count]) => count > 0);
  if (wrong.length > 0) throw new Error(`the day went wrong: ${JSON.stringify(faults)}`);
  return { served: served.length, stillWaiting: waiting.length, ...faults, seed };
}

let arrived = 0;
function arrivals(minute, random) {
  return Object.entries(channels).flatMap(([channel, { perHour }]) => {
    const expected = (perHour[Math.floor(minute / 60)] ?? 0) / 60;
    const count = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
    return Array.from({ length: count }, () => ({
      id: `ticket-${String(++arrived).padStart(5, '0')}`,
      channel,
      minute,
      queueId: 'day',
      // A call cannot wait as a mail can.
      priority: channel === 'phone' ? 'urgent' : channel === 'chat' ? 'high' : 'normal',
      dueAt: null,
      waitingSince: at(minute),
      skills: [],
      sticky: null,
      byOffer: false,
      passedBy: [],
    }));
  });
}

/** Who was passed by somebody that stood behind them and needed the same channel. */
function overtaken(waiting, placed) {
  return waiting.filter(
    (left) =>
      !placed.has(left.id) &&
      waiting.some((each) => placed.has(each.id) && each.channel === left.channel && comparePlaces(left, each) < 0),
  ).length;
}

function tableOf(served, waiting) {
  const rows = Object.keys(channels).map((channel) => {
    const waits = served.filter((each) => each.channel === channel).map((each) => each.waited);
    const sorted = waits.toSorted((a, b) => a - b);
    const left = waiting.filter((each) => each.channel === channel).length;
    return [channel, waits.length, left, median(waits), sorted[Math.floor(sorted.length * 0.9)], sorted.at(-1)];
  });
  const head = ['channel', 'served', 'waiting', 'median wait', 'p90', 'longest'];
  return [head, ...rows]
    .map((row) => row.map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](12)).join(''))
    .join('\n');
}
