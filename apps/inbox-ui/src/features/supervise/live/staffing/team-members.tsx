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
import { leftAlone, membersOf } from './staffing-draft.js';
import { UnservedWarning } from './unserved-warning.js';

/** Who is in a team of one's own, and by that serves its queues. */
export function TeamMembers({ team, agents }: { team: Team; agents: readonly Agent[] }) {
  const t = useTranslate();
  const { data: queues = [] } = useQuery(queuesQuery);
  const name = isolated(team.name);
  const store = useStaffTeam(() => showToast({ text: t('staffing.stored', { name }) }));
  const [expected] = useState(() => membersOf(team.id, agents));
  const [agentIds, setAgentIds] = useState(expected);
  const [isMeant, setMeant] = useState(false);
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
      <FormError error={store.error} />
      <div className="flex justify-end">
        <Button
          isDisabled={alone.length > 0 && !isMeant}
          isPending={store.isPending}
          onPress={() => store.mutate({ id: team.id, agentIds, expected, leaveUnserved: isMeant })}
        >
          {t('staffing.members.store')}
        </Button>
      </div>
    </section>
  );
}
