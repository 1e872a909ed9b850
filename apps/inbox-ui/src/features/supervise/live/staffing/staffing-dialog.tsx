import type { Queue } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery, teamsQuery } from '../../../../api/configuration.js';
import { useStaffQueue } from '../../../../api/routing/staffing.js';
import { useMay, useSession } from '../../../../api/session.js';
import { isolated } from '../../../../i18n/digits.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { Dialog } from '../../../../ui/dialog.js';
import { FormError } from '../../../../ui/forms/form-errors.js';
import { QueryState } from '../../../../ui/states.js';
import { showToast } from '../../../../ui/toasts.js';
import { TeamsFields } from '../../../settings/queues/teams-fields.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { changedMeanwhile, isServedBy } from './staffing-draft.js';
import { TeamMembers } from './team-members.js';
import { UnservedWarning } from './unserved-warning.js';

type StaffingDialogProps = { queue: Queue; onClose: () => void };

/** Who serves a queue, in what order, and who is in those of its teams that are one's own. */
export function StaffingDialog({ queue, onClose }: StaffingDialogProps) {
  const t = useTranslate();
  const agents = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);
  const mine = useOwnTeams();
  // The board reads itself anew; what is decided here is about what was seen when it was opened.
  const [seen, setSeen] = useState(queue.teams);
  const serving = seen.flatMap(({ teamId }) => teams?.find(({ id }) => id === teamId) ?? []);
  return (
    <Dialog title={t('staffing.title', { name: isolated(queue.name) })} isOpen onClose={onClose} wide>
      <QueueTeams queue={queue} seen={seen} onStored={setSeen} />
      <QueryState query={agents} rows={1} />
      {serving
        .filter(({ id }) => mine === 'all' || mine.includes(id))
        .flatMap((team) => (agents.data ? <TeamMembers key={team.id} team={team} agents={agents.data} /> : []))}
    </Dialog>
  );
}

function useOwnTeams(): 'all' | string[] {
  const mayAll = useMay('queues.manage');
  const me = useSession().agent.id;
  const { data: agents } = useQuery(agentsQuery);
  return mayAll ? 'all' : (agents?.find(({ id }) => id === me)?.teamIds ?? []);
}

type QueueTeamsProps = { queue: Queue; seen: Queue['teams']; onStored: (teams: Queue['teams']) => void };

function QueueTeams({ queue, seen, onStored }: QueueTeamsProps) {
  const t = useTranslate();
  const { data: agents } = useQuery(agentsQuery);
  const { data: all = [] } = useQuery(teamsQuery);
  const mine = useOwnTeams();
  const store = useStaffQueue();
  const [teams, setTeams] = useState(seen);
  const [isMeant, setMeant] = useState(false);
  const name = isolated(queue.name);
  const inWords = ({ teamId, overflowAfterSeconds: seconds }: Queue['teams'][number]) => {
    const team = isolated(all.find(({ id }) => id === teamId)?.name ?? '');
    return seconds === 0 ? team : t('staffing.changed.after', { name: team, seconds });
  };
  const newer = changedMeanwhile<Queue['teams']>(store.error, 'queue.teams_changed');
  const isUnserved = agents !== undefined && !isServedBy(teams, agents);
  const isOutOfSight = mine !== 'all' && !teams.some(({ teamId }) => mine.includes(teamId));
  const submit = () =>
    store.mutate(
      { id: queue.id, teams, expected: newer ?? seen, leaveUnserved: isMeant },
      {
        onSuccess: (stored) => {
          onStored(stored.teams);
          setMeant(false);
          showToast({ text: t('staffing.stored', { name }) });
        },
      },
    );
  return (
    <>
      <TeamsFields teams={teams} onChange={setTeams} />
      {isUnserved ? <UnservedWarning names={[name]} isMeant={isMeant} onChange={setMeant} /> : null}
      {isOutOfSight ? (
        <p role="status" className="flex items-start gap-1.5 rounded-control bg-warn-soft px-3 py-2 text-ui">
          <EyeOff aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
          {t('staffing.outOfSight')}
        </p>
      ) : null}
      {newer ? (
        <ChangedMeanwhile
          names={newer.map(inWords)}
          onTake={() => {
            setTeams(newer);
            onStored(newer);
            store.reset();
          }}
        />
      ) : (
        <FormError error={store.error} />
      )}
      <div className="flex justify-end">
        <Button
          look="primary"
          isDisabled={agents === undefined || (isUnserved && !isMeant)}
          isPending={store.isPending}
          onPress={submit}
        >
          {t('staffing.store')}
        </Button>
      </div>
    </>
  );
}
