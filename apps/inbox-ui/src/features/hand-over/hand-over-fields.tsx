import { useTranslate } from '../../i18n/intl.js';
import { isolated } from '../../i18n/digits.js';
import { Select } from '../../ui/forms/select.js';
import { spreadOver, type Colleague, type HandOverDraft } from './hand-over-draft.js';

type HandOverFieldsProps = {
  label: string;
  value: HandOverDraft;
  colleagues: readonly Colleague[];
  /** Whoever leaves for good keeps nothing. */
  mayKeep: boolean;
  onChange: (value: HandOverDraft) => void;
};

/** What becomes of some tickets: kept, back into their queues, to one colleague, or spread over the team. */
export function HandOverFields({ label, value, colleagues, mayKeep, onChange }: HandOverFieldsProps) {
  const t = useTranslate();
  const team = spreadOver(colleagues);
  const choices: HandOverDraft['to'][] = [
    ...(mayKeep ? (['keep'] as const) : []),
    'nobody',
    ...(colleagues.length > 0 ? (['colleague'] as const) : []),
    ...(team.length > 0 ? (['team'] as const) : []),
  ];
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <Select
        label={label}
        value={value.to}
        options={choices.map((id) => ({ id, label: t(`handOver.${id}`) }))}
        onChange={(to) => onChange({ ...value, to })}
        hint={
          value.to === 'team'
            ? t('handOver.team.who', { names: team.map(({ name }) => isolated(name)).join(`${t('list.separator')} `) })
            : undefined
        }
      />
      {value.to === 'colleague' ? (
        <Select
          label={t('handOver.who', { what: label })}
          value={value.colleagueId}
          options={colleagues.map(({ id, name, isAvailable }) => ({
            id,
            label: isAvailable ? name : t('handOver.absent', { name: isolated(name) }),
          }))}
          onChange={(colleagueId) => onChange({ ...value, colleagueId })}
        />
      ) : null}
    </div>
  );
}
