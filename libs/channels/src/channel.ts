import type { ChannelKind, OutboundMessage } from '@diwan/tickets';

/**
 * A kind of communication and its adapter, for one configured inbox. It turns an `OutboundMessage` into wire; what comes
 * in, its receiver turns into stored bytes and its parser into an `InboundMessage`. It never sees a ticket.
 */
export interface Channel {
  readonly kind: ChannelKind;
  /**
   * Resolves once the other side has taken responsibility. `beforeHandOver` is awaited as late as the wire allows, but before
   * the other side can have the whole message; when it rejects, the other side does not get it. @throws ChannelError
   */
  send(message: OutboundMessage, beforeHandOver?: BeforeHandOver): Promise<SendReceipt>;
  close(): Promise<void>;
}

export type BeforeHandOver = () => Promise<void>;

export type SendReceipt = {
  /** The other side's own words, for the delivery log, for example "250 2.0.0 Ok: queued as 4B2F". */
  response: string;
  /** Recipients that were refused while others were taken. */
  rejected: string[];
};
