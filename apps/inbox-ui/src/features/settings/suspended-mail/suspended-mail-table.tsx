import type { SuspendedMail } from '@diwan/contracts';
import { Download } from 'lucide-react';
import { isolated } from '../../../i18n/digits.js';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Checkbox } from '../../../ui/forms/field.js';

type TableProps = {
  mails: readonly SuspendedMail[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

const head = 'px-2 py-2 text-start text-meta font-medium text-muted';
const cell = 'px-2 py-2 align-top';

export function SuspendedMailTable({ mails, chosen, onChoose }: TableProps) {
  const t = useTranslate();
  const all = mails.every(({ id }) => chosen.has(id));
  return (
    <div className="overflow-x-auto rounded-card border border-border">
      <table aria-label={t('settings.suspendedMail')} className="w-full border-collapse text-ui">
        <thead className="bg-subtle">
          <tr>
            <th className={head}>
              <Checkbox
                aria-label={t('suspended.chooseAll')}
                isSelected={all}
                isIndeterminate={!all && chosen.size > 0}
                onChange={(choose) => onChoose(new Set(choose ? mails.map(({ id }) => id) : []))}
              />
            </th>
            <th className={head}>{t('suspended.mail')}</th>
            <th className={head}>{t('suspended.cause')}</th>
            <th className={head}>{t('context.inbox')}</th>
            <th className={head}>{t('suspended.received')}</th>
            <th className={head}>
              <span className="sr-only">{t('message.raw')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <Row
              key={mail.id}
              mail={mail}
              chosen={chosen.has(mail.id)}
              onChoose={(choose) => {
                const next = new Set(chosen);
                if (choose) next.add(mail.id);
                else next.delete(mail.id);
                onChoose(next);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { mail: SuspendedMail; chosen: boolean; onChoose: (choose: boolean) => void };

function Row({ mail, chosen, onChoose }: RowProps) {
  const t = useTranslate();
  const format = useFormat();
  const codeSentence = useCodeSentence();
  const subject = mail.subject || t('ticket.noSubject');
  return (
    <tr className="border-t border-border">
      <td className={cell}>
        <Checkbox
          aria-label={t('suspended.choose', { subject: isolated(subject) })}
          isSelected={chosen}
          onChange={onChoose}
        />
      </td>
      <td className={`${cell} max-w-80`}>
        <p className="truncate font-medium">
          <bdi>{subject}</bdi>
        </p>
        <p className="truncate text-meta text-muted">
          <Bdi kind="email">{mail.from}</Bdi>
        </p>
      </td>
      <td className={`${cell} max-w-72`}>
        <p>{codeSentence(`cause.${mail.cause}`, 'cause.any')}</p>
        {mail.detail ? (
          <p dir="auto" className="text-meta break-words text-muted">
            {mail.detail}
          </p>
        ) : null}
      </td>
      <td className={cell}>
        <bdi>{mail.inbox.name}</bdi>
      </td>
      <td className={`${cell} text-meta whitespace-nowrap text-muted`}>
        <time dateTime={mail.receivedAt} title={format.exact(mail.receivedAt)}>
          {format.dateTime(mail.receivedAt)}
        </time>
        <br />
        {format.size(mail.sizeBytes)}
      </td>
      <td className={cell}>
        <a
          href={`/api/suspended-mail/${mail.id}/raw`}
          download
          title={t('message.raw')}
          aria-label={`${t('message.raw')}: ${isolated(subject)}`}
          className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken"
        >
          <Download aria-hidden="true" size={16} />
        </a>
      </td>
    </tr>
  );
}
