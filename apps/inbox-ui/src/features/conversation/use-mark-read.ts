import type { TicketDetails } from '@diwan/contracts';
import { useEffect, useRef } from 'react';
import { useTicketChange } from '../../api/ticket-actions.js';

/** What is open and looked at is read; once per message, so that "mark unread" stays until something new comes. */
export function useMarkRead(ticket: TicketDetails | undefined): void {
  const change = useTicketChange();
  const seen = useRef(0);
  useEffect(() => {
    if (!ticket || document.hidden || seen.current >= ticket.lastSeq) return;
    seen.current = ticket.lastSeq;
    // Failing is harmless: the ticket stays unread and is tried again with the next message.
    if (ticket.unread) change(ticket, { kind: 'unread', unread: false }).catch(() => undefined);
  }, [ticket, change]);
}
