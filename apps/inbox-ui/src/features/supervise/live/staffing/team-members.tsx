import type { Agent, Team } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queuesQuery } from '../../../../api/configuration.js';
import { useStaffTeam } from '../../../../api/routing/staffing.js';
import { isolated } from '../../../../i18n/digits.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { Checkboxes } from '../../../../ui/forms/checkboxes.js';
import { FormError } from '../../../../ui/forms/form-errors.js';
import { showToast } from '../../../../ui/toasts.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { changedMeanwhile, leftAlone, membersOf } from './staffing-draft.js';
import { UnservedWarning } from './unserved-warning.js';

/** Who is in a team of one's own, and by that serves its queues. */
export function TeamMembers({ team, agents }: { team: Team; agents: readonly Agent[] }) {
  const t = useTranslate();
  const { data: queues = [] } = useQuery(queuesQuery);
  const name = isolated(team.name);
  const store = useStaffTeam();
  const [seen, setSeen] = useState(() => membersOf(team.id, agents));
  const [agentIds, setAgentIds] = useState(seen);
  const [isMeant, setMeant] = useState(false);
  const newer = changedMeanwhile<string[]>(store.error, 'team.members_changed');
  const take = (members: string[]) => {
    setSeen(members);
    setAgentIds(members);
    setMeant(false);
  };
  const submit = () =>
    store.mutate(
      { id: team.id, agentIds, expected: newer ?? seen, leaveUnserved: isMeant },
      {
        onSuccess: (members) => {
          take(members);
          showToast({ text: t('staffing.stored', { name }) });
        },
      },
    );
  const alone = leftAlone({ teamId: team.id, agentIds }, queues, agents);
  return (
    <section aria-label={t('staffing.members', { name })} className="flex flex-col gap-3 border-t border-border pt-4">
      <Checkboxes
        label={t('staffing.members', { name })}
        options={agents.filter(({ active }) => active)}
        chosen={agentIds}
        onChange={setAgentIds}
      />
      {team.queueIds.length > 1 ? (
        <p className="text-meta text-muted">{t('staffing.members.hint', { count: team.queueIds.length })}</p>
      ) : null}
      {alone.length > 0 ? (
        <UnservedWarning names={alone.map((queue) => isolated(queue.name))} isMeant={isMeant} onChange={setMeant} />
      ) : null}
      {newer ? (
        <ChangedMeanwhile
          names={agents.filter(({ id }) => newer.includes(id)).map((agent) => isolated(agent.name))}
          onTake={() => {
            take(newer);
            store.reset();
          }}
        />
      ) : (
        <FormError error={store.error} />
      )}
      <div className="flex justify-end">
        <Button isDisabled={alone.length > 0 && !isMeant} isPending={store.isPending} onPress={submit}>
          {t('staffing.members.store')}
        </Button>
      </div>
    </section>
  );
}
