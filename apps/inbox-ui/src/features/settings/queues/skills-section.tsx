import type { Skill } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { skillsQuery, useAddSkill, useDeleteSkill } from '../../../api/routing/skills.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { IconButton } from '../../../ui/button.js';
import { Confirm } from '../../../ui/dialog.js';
import { QueryState, useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { AddByName } from '../add-by-name.js';

/** What agents can do and rules may ask for. */
export function SkillsSection() {
  const t = useTranslate();
  const query = useQuery(skillsQuery);
  const remove = useDeleteSkill();
  const sentence = useProblemSentence();
  const [leaving, setLeaving] = useState<Skill | null>(null);
  return (
    <section aria-label={t('skills.title')} className="flex flex-col gap-3 border-t border-border pt-5">
      <div className="flex flex-col gap-1">
        <h3 className="text-title font-semibold">{t('skills.title')}</h3>
        <p className="max-w-[60ch] text-ui text-muted">{t('skills.text')}</p>
      </div>
      <QueryState query={query} rows={1} />
      {query.data && query.data.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {query.data.map((skill) => (
            <li
              key={skill.id}
              className="flex items-center gap-1 rounded-control border border-border ps-2.5 text-ui wrap-anywhere"
            >
              <bdi>{skill.name}</bdi>
              <IconButton label={t('skills.deleteOf', { name: skill.name })} onPress={() => setLeaving(skill)}>
                <X aria-hidden="true" size={15} />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      <SkillForm />
      {leaving ? (
        <Confirm
          title={t('skills.delete.title', { name: isolated(leaving.name) })}
          text={t('skills.delete.text')}
          action={t('action.delete')}
          danger
          isOpen
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            remove.mutate(leaving.id, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) })
          }
        />
      ) : null}
    </section>
  );
}

function SkillForm() {
  const t = useTranslate();
  const { mutate, isPending, error } = useAddSkill();
  const add = (name: string, onSuccess: () => void) => mutate({ name }, { onSuccess });
  return <AddByName label={t('skills.new')} maxLength={80} isPending={isPending} error={error} onAdd={add} />;
}
