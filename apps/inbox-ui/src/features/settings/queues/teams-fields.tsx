import type { Queue } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../api/configuration.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox, labelShape } from '../../../ui/forms/field.js';
import { NumberField } from '../../../ui/forms/number-field.js';

type TeamsFieldsProps = { teams: Queue['teams']; onChange: (teams: Queue['teams']) => void };

/** Who serves it at once, and who helps out when somebody has waited for long. */
export function TeamsFields({ teams, onChange }: TeamsFieldsProps) {
  const t = useTranslate();
  const { data: all } = useQuery(teamsQuery);
  return (
    <div role="group" aria-label={t('settings.teams')} className="flex flex-col gap-2">
      <span className={labelShape}>{t('settings.teams')}</span>
      <span className="text-meta text-muted">{t('queues.teams.hint')}</span>
      {all?.map(({ id, name }) => {
        const serving = teams.find(({ teamId }) => teamId === id);
        const others = teams.filter(({ teamId }) => teamId !== id);
        return (
          <div key={id} className="flex min-h-8 flex-wrap items-center justify-between gap-2">
            <Checkbox
              isSelected={serving !== undefined}
              onChange={(serves) => onChange(serves ? [...others, { teamId: id, overflowAfterSeconds: 0 }] : others)}
            >
              <bdi>{name}</bdi>
            </Checkbox>
            {serving ? (
              <span className="flex items-center gap-2 text-meta text-muted">
                <span aria-hidden="true">{t('queues.overflow')}</span>
                <span className="w-20">
                  <NumberField
                    bare
                    label={t('queues.overflowOf', { name })}
                    value={serving.overflowAfterSeconds}
                    minValue={0}
                    maxValue={604_800}
                    onChange={(seconds) => onChange([...others, { teamId: id, overflowAfterSeconds: seconds }])}
                  />
                </span>
              </span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
