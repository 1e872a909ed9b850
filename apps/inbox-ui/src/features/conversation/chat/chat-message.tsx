import type { Message, TicketChat } from '@diwan/contracts';
import { Bot, Check, CheckCheck } from 'lucide-react';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { useNow } from '../../../ui/use-now.js';
import { Attachments } from '../thread/attachments.js';
import { PlainText } from '../thread/body/plain-text.js';

/** Said under the newest message of the team only: what comes before it has come, too. */
export type Receipt = 'sent' | 'delivered' | 'read' | null;

export function receiptOf(seq: number, chat: Pick<TicketChat, 'deliveredSeq' | 'readSeq'> | undefined): Receipt {
  if (!chat) return null;
  if (chat.readSeq >= seq) return 'read';
  return chat.deliveredSeq >= seq ? 'delivered' : 'sent';
}

const bubbles = {
  inbound: 'self-start bg-bg border-border',
  outbound: 'self-end bg-agent-bubble border-transparent',
} as const;

type ChatMessageProps = {
  message: Message & { kind: keyof typeof bubbles };
  /** What the contact is called by now: they may have said it later. */
  contact: string;
  receipt: Receipt;
};

/** Words, and who said them when. The side is the layout's, the direction each paragraph's own. */
export function ChatMessage({ message, contact, receipt }: ChatMessageProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const name = (message.author.kind === 'contact' ? contact : message.author.name) || t('message.unknownAuthor');
  const text = message.replyText || message.text;
  return (
    <article
      id={`message-${message.seq}`}
      aria-label={t(`message.name.${message.kind}`, { name: isolated(name), time: format.dateTime(message.createdAt) })}
      tabIndex={-1}
      className={`flex max-w-[min(85%,520px)] flex-col gap-1.5 rounded-bubble border px-3 py-2 target:outline-2 ${bubbles[message.kind]}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-2 text-meta text-muted">
        <bdi className="font-medium text-text">{name}</bdi>
        {message.automatic ? (
          <span className="inline-flex items-center gap-1">
            <Bot aria-hidden="true" size={13} />
            {t('message.automatic')}
          </span>
        ) : null}
        <time dateTime={message.createdAt} title={format.exact(message.createdAt)}>
          {format.moment(message.createdAt, now)}
        </time>
      </header>
      {text.trim() === '' ? null : <PlainText text={text} />}
      <Attachments attachments={message.attachments} />
      {receipt ? <ReceiptLine receipt={receipt} /> : null}
    </article>
  );
}

function ReceiptLine({ receipt }: { receipt: NonNullable<Receipt> }) {
  const t = useTranslate();
  const Icon = receipt === 'sent' ? Check : CheckCheck;
  return (
    <p
      className={`inline-flex items-center gap-1 self-end text-meta ${receipt === 'read' ? 'text-accent' : 'text-muted'}`}
    >
      <Icon aria-hidden="true" size={13} />
      {t(`chat.receipt.${receipt}`)}
    </p>
  );
}
