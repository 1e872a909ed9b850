import type { Attachment } from '@diwan/contracts';
import { Paperclip } from 'lucide-react';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';

/** Always downloads: nothing a stranger sent opens inside the inbox. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const t = useTranslate();
  const format = useFormat();
  const listed = attachments.filter(({ inline }) => !inline);
  if (listed.length === 0) return null;
  return (
    <ul aria-label={t('message.attachments')} className="flex flex-wrap gap-2">
      {listed.map((attachment) => (
        <li key={attachment.id} className="min-w-0">
          <a
            href={attachment.url}
            download={attachment.name}
            className="flex min-h-8 items-center gap-2 rounded-control border border-border bg-bg px-2.5 text-text no-underline hover:bg-subtle"
          >
            <Paperclip aria-hidden="true" size={14} className="shrink-0 text-muted" />
            <span className="truncate">
              <Bdi kind="file">{attachment.name}</Bdi>
            </span>
            <span className="shrink-0 text-meta text-muted">{format.size(attachment.sizeBytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
