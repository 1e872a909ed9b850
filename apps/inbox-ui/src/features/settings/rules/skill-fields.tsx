import type { RequiredSkill } from '@diwan/tickets';
import { useQuery } from '@tanstack/react-query';
import { skillsQuery } from '../../../api/routing/skills.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox, labelShape } from '../../../ui/forms/field.js';
import { NumberField } from '../../../ui/forms/number-field.js';
import { Select } from '../../../ui/forms/select.js';

type SkillFieldsProps = { skills: readonly RequiredSkill[]; onChange: (skills: RequiredSkill[]) => void };
const firstMinutes = 10;

/** What whoever gets the ticket has to be able to do, and for how long that is insisted on. */
export function SkillFields({ skills, onChange }: SkillFieldsProps) {
  const t = useTranslate();
  const { data: all } = useQuery(skillsQuery);
  if (!all) return null;
  return (
    <div role="group" aria-label={t('skills.title')} className="flex flex-col gap-2">
      <span className={labelShape}>{t('skills.title')}</span>
      <span className="text-meta text-muted">{t(all.length > 0 ? 'rules.skills.hint' : 'rules.skills.none')}</span>
      {all.map(({ id, name }) => {
        const asked = skills.find(({ skillId }) => skillId === id);
        const others = skills.filter(({ skillId }) => skillId !== id);
        const ask = (relaxAfterSeconds: number | null) => onChange([...others, { skillId: id, relaxAfterSeconds }]);
        return (
          <div key={id} className="flex min-h-8 flex-wrap items-center justify-between gap-2">
            <Checkbox isSelected={asked !== undefined} onChange={(asks) => (asks ? ask(null) : onChange(others))}>
              <bdi>{name}</bdi>
            </Checkbox>
            {asked ? <Insistence name={name} seconds={asked.relaxAfterSeconds} onChange={ask} /> : null}
          </div>
        );
      })}
    </div>
  );
}

type InsistenceProps = { name: string; seconds: number | null; onChange: (seconds: number | null) => void };

function Insistence({ name, seconds, onChange }: InsistenceProps) {
  const t = useTranslate();
  return (
    <span className="flex items-center gap-2">
      <span className="w-48">
        <Select
          bare
          label={t('rules.insist', { name })}
          value={seconds === null ? 'always' : 'minutes'}
          options={[
            { id: 'always', label: t('rules.insist.always') },
            { id: 'minutes', label: t('rules.insist.for') },
          ]}
          onChange={(id) => onChange(id === 'always' ? null : firstMinutes * 60)}
        />
      </span>
      {seconds === null ? null : (
        <span className="w-20">
          <NumberField
            bare
            label={t('rules.insist.minutes', { name })}
            value={seconds / 60}
            minValue={1}
            maxValue={10_080}
            onChange={(minutes) => onChange(Math.round(minutes * 60))}
          />
        </span>
      )}
    </span>
  );
}
