import { Paperclip, X } from 'lucide-react';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { isolated } from '../../../i18n/digits.js';
import { Bdi } from '../../../ui/bdi.js';
import { IconButton } from '../../../ui/button.js';
import { useProblemSentence } from '../../../ui/states.js';
import type { ComposerState } from './composer-state.js';
import type { Draft } from './draft-store.js';
import type { useUploads } from './use-uploads.js';

type DraftFilesProps = { draft: Draft; composer: ComposerState; files: ReturnType<typeof useUploads> };

export function DraftFiles({ draft, composer, files }: DraftFilesProps) {
  const t = useTranslate();
  const format = useFormat();
  const sentence = useProblemSentence();
  const listed = draft.attachments.filter(({ inline }) => !inline);
  if (listed.length === 0 && files.uploads.length === 0) return null;
  const item = 'flex items-center gap-2 rounded-control border border-border bg-bg ps-2.5 text-ui text-text';
  return (
    <ul
      aria-label={t('message.attachments')}
      className="flex max-h-24 shrink-0 flex-wrap gap-2 overflow-y-auto px-4 py-1"
    >
      {listed.map((attachment) => (
        <li key={attachment.id} className={item}>
          <Paperclip aria-hidden="true" size={14} className="text-muted" />
          <Bdi kind="file">{attachment.name}</Bdi>
          <span className="text-meta text-muted">{format.size(attachment.sizeBytes)}</span>
          <IconButton
            label={t('composer.removeFile', { name: isolated(attachment.name) })}
            onPress={() => composer.write({ attachments: draft.attachments.filter(({ id }) => id !== attachment.id) })}
          >
            <X aria-hidden="true" size={14} />
          </IconButton>
        </li>
      ))}
      {files.uploads.map((one) => (
        <li key={one.key} className={item}>
          <Bdi kind="file">{one.name}</Bdi>
          {one.error ? (
            <span role="alert" className="text-meta text-danger">
              {sentence(one.error)}
            </span>
          ) : (
            <progress
              max={1}
              value={one.part}
              aria-label={t('composer.uploading', { name: isolated(one.name) })}
              className="w-20"
            />
          )}
          <IconButton
            label={t('composer.removeFile', { name: isolated(one.name) })}
            onPress={() => files.remove(one.key)}
          >
            <X aria-hidden="true" size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
