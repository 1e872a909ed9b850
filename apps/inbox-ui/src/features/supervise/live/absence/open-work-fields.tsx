import type { OpenWorkCount } from '@diwan/contracts';
import { useTranslate } from '../../../../i18n/intl.js';
import { labelShape } from '../../../../ui/forms/field.js';
import type { Colleague } from '../../../hand-over/hand-over-draft.js';
import { HandOverFields } from '../../../hand-over/hand-over-fields.js';
import { choiceFor, type WorkDraft } from './absence-draft.js';

type OpenWorkFieldsProps = {
  counts: readonly OpenWorkCount[];
  drafts: WorkDraft;
  colleagues: readonly Colleague[];
  onChange: (drafts: WorkDraft) => void;
};

/** What they carry, by status, and what becomes of each. */
export function OpenWorkFields({ counts, drafts, colleagues, onChange }: OpenWorkFieldsProps) {
  const t = useTranslate();
  if (counts.length === 0) return <p className="text-ui">{t('absence.noTickets')}</p>;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div
      role="group"
      aria-label={t('absence.tickets', { count: total })}
      className="flex flex-col gap-3 rounded-card border border-border p-4"
    >
      <span className={labelShape}>{t('absence.tickets', { count: total })}</span>
      {counts.map(({ status, count }) => (
        <HandOverFields
          key={status}
          mayKeep
          label={t('absence.ofStatus', { status: t(`status.${status}`), count })}
          value={choiceFor(status, drafts)}
          colleagues={colleagues}
          onChange={(value) => onChange({ ...drafts, [status]: value })}
        />
      ))}
    </div>
  );
}
