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
import { SetStateDialog } from './set-state-dialog.js';

export function AgentActions({ agent }: { agent: BoardAgent }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const mayMove = useMay('tickets.move');
  const [setting, setSetting] = useState<'away' | 'offline' | null>(null);
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
          { id: 'away', label: t('board.setAway'), icon: <PresenceShape state="away" /> },
          { id: 'offline', label: t('board.setOffline'), icon: <PresenceShape state="offline" /> },
          ...(mayMove
            ? [{ id: 'move', label: t('moves.open'), icon: <ArrowLeftRight aria-hidden="true" size={15} /> }]
            : []),
        ]}
        onAction={(id) => {
          if (id === 'move')
            void navigate(`/supervise/assignments?assignee=${agent.id}`); // navigation reports its own errors
          else setSetting(id === 'offline' ? 'offline' : 'away');
        }}
      />
      {setting ? <SetStateDialog agent={agent} state={setting} onClose={() => setSetting(null)} /> : null}
    </>
  );
}
