import type { ChannelKind } from '../message/channel-kind.js';

/** What an agent declares, for each channel by itself. `not_responding` is set by Diwan after an offer that nobody took. */
export const presenceStates = ['available', 'away', 'offline', 'not_responding'] as const;
export type PresenceState = (typeof presenceStates)[number];

export type Presence = { channel: ChannelKind; state: PresenceState; since: Date };

/** A browser that is open says so this often. */
export const heartbeatSeconds = 20;
/** After two missed heartbeats, with as much grace as one takes, somebody is gone whatever they declared. */
export const goneAfterSeconds = heartbeatSeconds * 2 + heartbeatSeconds / 2;

/** Whether somebody is still there, going by the last sign of life; `null`: there never was one. */
function isPresent(heartbeatAt: Date | null, now: Date): boolean {
  return heartbeatAt !== null && now.getTime() - heartbeatAt.getTime() <= goneAfterSeconds * 1_000;
}

/** Who may be given work on this channel now: declared available, and really there. */
export function isAvailable(presence: Presence | undefined, heartbeatAt: Date | null, now: Date): boolean {
  return presence?.state === 'available' && isPresent(heartbeatAt, now);
}
