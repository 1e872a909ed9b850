import type { CreateQueue } from '@diwan/contracts';
import { useTranslate } from '../../../i18n/intl.js';
import { NumberField } from '../../../ui/forms/number-field.js';
import { Radios } from '../../../ui/forms/radios.js';

const choices = ['reopen', 'new_ticket', 'reopen_within'] as const satisfies readonly CreateQueue['followUp'][];

type FollowUpProps = { draft: CreateQueue; onChange: (part: Partial<CreateQueue>) => void };

/** What becomes of a reply to a solved ticket of the queue. */
export function FollowUpFields({ draft, onChange }: FollowUpProps) {
  const t = useTranslate();
  return (
    <>
      <Radios
        label={t('queues.followUp')}
        value={draft.followUp}
        options={choices.map((id) => ({
          id,
          label: t(`queues.followUp.${id}`),
          hint: t(`queues.followUp.${id}.why`),
        }))}
        onChange={(followUp) => onChange({ followUp })}
      />
      {draft.followUp === 'reopen_within' ? (
        <NumberField
          label={t('queues.followUpDays')}
          hint={t('queues.followUpDays.hint')}
          value={draft.followUpDays}
          minValue={1}
          maxValue={365}
          onChange={(followUpDays) => onChange({ followUpDays })}
        />
      ) : null}
    </>
  );
}
