import type { BoardAgent } from '@diwan/contracts';
import { ArrowLeftRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { IconButton } from '../../../ui/button.js';
import { Menu } from '../../../ui/menu.js';
import { PresenceShape } from '../../../ui/presence-badge.js';
import { AbsenceDialog } from './absence/absence-dialog.js';

export function AgentActions({ agent }: { agent: BoardAgent }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const mayMove = useMay('tickets.move');
  const [isAbsent, setAbsent] = useState(false);
  const label = t('board.actionsOf', { name: isolated(agent.name) });
  return (
    <>
      <Menu
        label={label}
        trigger={
          <IconButton label={label}>
            <Ellipsis aria-hidden="true" size={17} />
          </IconButton>
        }
        options={[
          { id: 'absent', label: t('absence.open'), icon: <PresenceShape state="away" /> },
          ...(mayMove
            ? [{ id: 'move', label: t('moves.open'), icon: <ArrowLeftRight aria-hidden="true" size={15} /> }]
            : []),
        ]}
        onAction={(id) => {
          if (id === 'move')
            void navigate(`/supervise/assignments?assignee=${agent.id}`); // navigation reports its own errors
          else setAbsent(true);
        }}
      />
      {isAbsent ? <AbsenceDialog agent={agent} onClose={() => setAbsent(false)} /> : null}
    </>
  );
}
