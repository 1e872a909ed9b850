import type { CancelledReply, Message } from '@diwan/contracts';
import { Bot, Ellipsis, Lock } from 'lucide-react';
import { useState } from 'react';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { isolated } from '../../../i18n/digits.js';
import { Avatar } from '../../../ui/avatar.js';
import { Bdi } from '../../../ui/bdi.js';
import { IconButton } from '../../../ui/button.js';
import { Menu } from '../../../ui/menu.js';
import { Attachments } from './attachments.js';
import { MessageBody } from './body/message-body.js';
import { DeliveryState } from './delivery-state.js';
import { ExplanationDialog } from './explanation-dialog.js';
import { Warnings } from './warnings.js';

type MessageViewProps = {
  number: number;
  message: Message;
  onTakenBack: (cancelled: CancelledReply) => void;
};

const bubbles: Record<Message['kind'], string> = {
  inbound: 'self-start bg-bg border-border',
  outbound: 'self-end bg-agent-bubble border-transparent',
  note: 'self-end bg-note text-note-text border-note-border border-dashed',
};

/** One message. The side belongs to the layout (contact at the start, agents at the end) and never follows the text. */
export function MessageView({ number, message, onTakenBack }: MessageViewProps) {
  const t = useTranslate();
  const format = useFormat();
  const name = message.author.name || message.from?.address || t('message.unknownAuthor');
  return (
    <article
      id={`message-${message.seq}`}
      aria-label={t(`message.name.${message.kind}`, { name: isolated(name), time: format.dateTime(message.createdAt) })}
      tabIndex={-1}
      className={`flex w-full max-w-[min(92%,640px)] flex-col gap-2 rounded-bubble border px-3.5 py-2.5 target:outline-2 ${bubbles[message.kind]}`}
    >
      <MessageHead number={number} message={message} name={name} />
      {message.kind === 'note' ? (
        <p className="flex items-center gap-1.5 text-meta font-medium">
          <Lock aria-hidden="true" size={13} />
          {t('message.noteLabel')}
        </p>
      ) : null}
      <Warnings codes={message.warnings} />
      <MessageBody message={message} name={name} />
      <Attachments attachments={message.attachments} />
      {message.delivery ? (
        <DeliveryState number={number} message={message} delivery={message.delivery} onTakenBack={onTakenBack} />
      ) : null}
    </article>
  );
}

function MessageHead({ message, name }: { number: number; message: Message; name: string }) {
  const t = useTranslate();
  const format = useFormat();
  const [explaining, setExplaining] = useState(false);
  const inbound = message.kind === 'inbound';
  return (
    <header className="flex items-start gap-2">
      <Avatar name={name} />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="text-ui font-semibold">{name}</bdi>
          {message.automatic ? (
            <span className="inline-flex items-center gap-1 text-meta text-muted">
              <Bot aria-hidden="true" size={13} />
              {t('message.automatic')}
            </span>
          ) : null}
          <time dateTime={message.createdAt} title={format.exact(message.createdAt)} className="text-meta text-muted">
            {format.dateTime(message.createdAt)}
          </time>
        </p>
        <Recipients message={message} />
      </div>
      {message.kind === 'note' ? null : (
        <Menu
          label={t('message.more')}
          trigger={
            <IconButton label={t('message.more')}>
              <Ellipsis aria-hidden="true" size={16} />
            </IconButton>
          }
          options={[
            ...(inbound ? [{ id: 'why', label: t('message.why') }] : []),
            { id: 'raw', label: t('message.raw') },
          ]}
          onAction={(id) => {
            if (id === 'why') setExplaining(true);
            else window.location.assign(`/api/messages/${message.id}/raw`);
          }}
        />
      )}
      {explaining ? <ExplanationDialog messageId={message.id} onClose={() => setExplaining(false)} /> : null}
    </header>
  );
}

function Recipients({ message }: { message: Message }) {
  const t = useTranslate();
  if (message.kind === 'note') return null;
  const list = (addresses: Message['to']) =>
    addresses.map(({ address }, index) => (
      <span key={address}>
        {index > 0 ? `${t('list.separator')} ` : ''}
        <Bdi kind="email">{address}</Bdi>
      </span>
    ));
  return (
    <p className="truncate text-meta text-muted">
      {message.kind === 'inbound' && message.from ? <Bdi kind="email">{message.from.address}</Bdi> : null}
      {message.kind === 'outbound' && message.to.length > 0 ? (
        <>
          {t('message.to')} {list(message.to)}
        </>
      ) : null}
      {message.cc.length > 0 ? (
        <>
          {' · '}
          {t('message.cc')} {list(message.cc)}
        </>
      ) : null}
    </p>
  );
}
