import type { ChatConversation, ChatFile, ChatMessage, ChatRefusal } from '@diwan/contracts';

/** `closed`: the server will not have us, and trying again is of no use. */
export type Link = 'connecting' | 'live' | 'lost' | 'closed';

/** A message that the server has not said to have. */
export type Pending = {
  id: string;
  text: string;
  /** Uploaded already. */
  files: ChatFile[];
  /** By the visitor's clock, in ms. */
  at: number;
  /** Why it is not on its way; `null`: it is, or will be by itself. */
  failure: ChatRefusal | null;
};

export type ChatState = {
  link: Link;
  /** Why the link is closed. */
  closedBy: ChatRefusal | null;
  /** Has been lost for so long that unsent messages are marked. */
  isLate: boolean;
  conversation: ChatConversation | null;
  conversationId: string | null;
  /** Of conversations that ended while the visitor was here: shown above, for reading. */
  earlier: ChatMessage[];
  /** In the order of `seq`, each once. */
  messages: ChatMessage[];
  /**
   * The newest `seq` up to which the server has told everything. `taken` does not move it: an answer written just before
   * may still be on its way, and would be lost if the next `hello` asked for what came after.
   */
  heardSeq: number;
  /** In the order of writing. */
  outbox: Pending[];
  /** Who of the team is writing. */
  typist: string | null;
  email: string | null;
};

export const emptyChat: ChatState = {
  link: 'connecting',
  closedBy: null,
  isLate: false,
  conversation: null,
  conversationId: null,
  earlier: [],
  messages: [],
  heardSeq: 0,
  outbox: [],
  typist: null,
  email: null,
};
