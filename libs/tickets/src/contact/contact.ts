import type { ChannelKind } from '../message/channel-kind.js';

/** The person outside. */
export type Contact = {
  id: string;
  name: string;
  language: string | null;
  createdAt: Date;
};

export const handleKinds = ['email', 'phone', 'visitor'] as const;
export type HandleKind = (typeof handleKinds)[number];

/** An address of a contact on one kind; `value` is normalised (lower-cased mail, E.164) and unique per kind. */
export type Handle = {
  id: string;
  contactId: string;
  kind: HandleKind;
  value: string;
  /** Set when a mail to it came back for good. */
  bouncedAt: Date | null;
};

export const handleKindOf: Record<ChannelKind, HandleKind> = { email: 'email', chat: 'visitor', phone: 'phone' };
