/** Sending: one idempotency key per content, so that a retry after a lost answer can never send twice. */
import type { Message, TicketDetails } from '@diwan/contracts';
import { useRef, useState } from 'react';
import { ApiError } from '../../../api/client.js';
import { useMessages } from '../../../api/messages.js';
import { useTranslate } from '../../../i18n/intl.js';
import { useProblemSentence } from '../../../ui/states.js';
import { showToast, showUndo, undoMilliseconds } from '../../../ui/toasts.js';
import type { ComposerState } from './composer-state.js';
import { sentFiles } from './draft-store.js';

export type SendProblem = 'collision' | 'uncertain' | null;
type SendOptions = { solve?: boolean; sendAnyway?: boolean };
type Sending = { ticket: TicketDetails; composer: ComposerState; lastSeq: number; onSolved: () => void };

export function useSend({ ticket, composer, lastSeq, onSolved }: Sending) {
  const t = useTranslate();
  const messages = useMessages();
  const sentence = useProblemSentence();
  const attempt = useRef<{ content: string; key: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<SendProblem>(null);
  const [error, setError] = useState<unknown>(null);
  const last = useRef<SendOptions>({});
  const { mode, draft } = composer;
  const isChat = ticket.channel === 'chat' && mode === 'reply';

  const keyFor = (content: unknown): string => {
    const text = JSON.stringify(content);
    if (attempt.current?.content !== text) attempt.current = { content: text, key: crypto.randomUUID() };
    return attempt.current.key;
  };

  const offerUndo = (message: Message) => {
    const { delivery } = message;
    if (delivery?.state !== 'scheduled' || !delivery.nextAttemptAt) return;
    // What else the reply did to the ticket, the server takes back with it.
    const takeBack = async () => composer.restore(await messages.cancel(ticket.number, message.id));
    const left = Date.parse(delivery.nextAttemptAt) - Date.now();
    showUndo(
      t('done.sent'),
      () => void takeBack().catch((failure: unknown) => showToast({ text: sentence(failure), tone: 'bad' })),
      Math.max(1000, Math.min(left, 3 * undoMilliseconds)),
    );
  };

  const post = async ({ solve = false, sendAnyway = false }: SendOptions): Promise<void> => {
    const attachmentIds = sentFiles(draft).map(({ id }) => id);
    if (mode === 'note') {
      const body = { html: draft.html, attachmentIds };
      await messages.note(ticket.number, body, keyFor(body));
      return;
    }
    const body = {
      html: draft.html,
      attachmentIds,
      cc: isChat ? [] : addressesOf(draft.cc),
      lastSeq: draft.begunAtSeq ?? lastSeq,
      // In a chat both write at once.
      sendAnyway: sendAnyway || isChat,
      solve,
    };
    offerUndo(await messages.reply(ticket.number, body, keyFor(body)));
  };

  const send = async (options: SendOptions = {}): Promise<void> => {
    if (isSending) return;
    last.current = options;
    setSending(true);
    setProblem(null);
    setError(null);
    try {
      await post(options);
      attempt.current = null;
      if (isChat) composer.goOn(draft);
      else composer.clear();
      if (options.solve) onSolved();
    } catch (failure) {
      const known = failure instanceof ApiError ? failure : null;
      if (known?.code === 'ticket.newer_messages') setProblem('collision');
      else if (known?.uncertain) setProblem('uncertain');
      else setError(failure);
    } finally {
      setSending(false);
    }
  };

  return {
    isSending,
    problem,
    error,
    send,
    sendAgain: () => send(last.current),
    sendAnyway: () => send({ ...last.current, sendAnyway: true }),
    dismiss: () => setProblem(null),
  };
}

/** "a@x, b@y" in any of the commas and semicolons people type. */
export function addressesOf(text: string): string[] {
  return text
    .split(/[\s,;،؛]+/)
    .map((part) => part.replace(/^<|>$/g, '').toLowerCase())
    .filter((part) => part !== '');
}
