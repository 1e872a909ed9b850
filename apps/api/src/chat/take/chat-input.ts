import type { ChatPage, ChatRefusal } from '@diwan/contracts';
import type { Identity } from '../identity/verify-identity.js';

/** Who writes, as the socket knows them. `id` is proven by the visitor's token; the rows come with the first message. */
export type Visitor = {
  id: string;
  inboxId: string;
  /** As the page's own server has proven it; null: nobody has. */
  identity: Pick<Identity, 'subject' | 'name' | 'email'> | null;
  /** BCP 47, of the visitor's browser. */
  locale: string;
  userAgent: string;
  page: ChatPage | null;
};

export type ChatInput = { visitor: Visitor; clientId: string; text: string; fileIds: readonly string[] };

/** What became of one message. `taken` is said after commit only. */
export type ChatVerdict =
  { do: 'taken'; ticketId: string; seq: number; at: Date } | { do: 'refused'; code: ChatRefusal };
