import type { TicketChat, TicketDetails } from '@diwan/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { chatQuery } from '../../../api/chat.js';
import { keys } from '../../../api/keys.js';
import { useLive } from '../../../realtime/realtime.js';
import { typingEndsMilliseconds } from './typing-signal.js';

export type Visitor = { chat: TicketChat | undefined; isTyping: boolean };

/** The other side of a chat ticket, as it is at this moment; of another ticket nothing. */
export function useVisitor(ticket: Pick<TicketDetails, 'number' | 'channel' | 'lastSeq'> | undefined): Visitor {
  const { number = 0, channel, lastSeq = 0 } = ticket ?? {};
  const isChat = channel === 'chat';
  const client = useQueryClient();
  const { watch } = useLive();
  const { data: chat } = useQuery({ ...chatQuery(number), enabled: isChat });
  /** While they type: the newest message there was. What they send ends it. */
  const [typingAfter, setTypingAfter] = useState<number | null>(null);

  useEffect(() => {
    if (!isChat) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => setTypingAfter(null);
    const unwatch = watch(number, (frame) => {
      if (frame.type === 'visitor_typing') {
        clearTimeout(timer);
        if (!frame.on) return stop();
        const ticket = client.getQueryData<TicketDetails>(keys.ticket(number));
        setTypingAfter(ticket?.lastSeq ?? 0);
        timer = setTimeout(stop, typingEndsMilliseconds);
        return;
      }
      const { deliveredSeq, readSeq } = frame;
      client.setQueryData<TicketChat>(keys.chat(number), (old) => old && { ...old, deliveredSeq, readSeq });
    });
    return () => {
      clearTimeout(timer);
      stop();
      unwatch();
    };
  }, [isChat, number, watch, client]);
  const isTyping = typingAfter !== null && lastSeq <= typingAfter && chat?.endedAt === null;
  return { chat: isChat ? chat : undefined, isTyping };
}
