/** What both sides of a chat see of each other while it happens. It is never stored, and a lost one hurts nobody. */
export type TransientFrame =
  /** The first message of a conversation: other tabs of the visitor know of none yet. */
  | { type: 'visitor_began'; visitorId: string; ticketId: string }
  | { type: 'visitor_typing'; ticketId: string; on: boolean }
  | { type: 'agent_typing'; ticketId: string; name: string; on: boolean }
  /** Up to which message the visitor's screen has got, and shown, the conversation. */
  | { type: 'visitor_seen'; ticketId: string; deliveredSeq: number; readSeq: number }
  | { type: 'agent_seen'; ticketId: string; seq: number };

/** Carries transient frames to every API process, this one included. */
export interface RealtimeBus {
  start(): Promise<void>;
  publish(frame: TransientFrame): void;
  /** Until the returned function is called. */
  subscribe(hear: (frame: TransientFrame) => void): () => void;
  close(): Promise<void>;
}

export const REALTIME_BUS = Symbol('realtime bus');
