import type { ChannelErrorCode } from '@diwan/channels';
import { system } from '@diwan/tickets';
import type { Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { noteNotSent, noteSent } from '../inboxes/sending-health.query.js';
import type { DeliveryResult } from './delivery.query.js';

/** Nothing of this inbox goes while these last; every other code is about one message or one recipient. */
const ofTheServer: readonly ChannelErrorCode[] = [
  'channel.unreachable',
  'channel.timeout',
  'channel.tls',
  'channel.authentication',
  'channel.token_endpoint',
  'channel.token_client',
  'channel.token_grant',
  'channel.token_scope',
  'channel.token_refused',
  'channel.misconfigured',
];

/** What the result of one delivery says about its inbox; a change between working and failing is an event. */
export async function noteSendingHealth(tx: Tx, inboxId: string, result: DeliveryResult): Promise<void> {
  const failed = result.state === 'sent' ? null : result;
  if (failed && !ofTheServer.some((code) => code === failed.code)) return;
  const isNews = failed ? await noteNotSent(tx, inboxId, failed) : await noteSent(tx, inboxId);
  if (!isNews) return;
  const state = failed ? 'failing' : 'ok';
  const payload = { id: inboxId, side: 'sending' as const, state, code: failed?.code ?? null };
  await recordEvent(tx, { type: 'inbox.health_changed', payload }, { actor: system });
}
