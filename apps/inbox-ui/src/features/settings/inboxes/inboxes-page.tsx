import type { Inbox } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import { inboxesQuery } from '../../../api/configuration.js';
import { useMay } from '../../../api/session.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { Health } from './health.js';
import { InboxForm } from './inbox-form.js';
import { SettingsPage } from '../settings-layout.js';

/** 'new' while one is being added. */
type Edited = Inbox | 'new' | null;

export function InboxesPage() {
  const t = useTranslate();
  const mayManage = useMay('inboxes.manage');
  const query = useQuery(inboxesQuery);
  // Widgets are inboxes with a page of their own.
  const inboxes = query.data?.filter(({ channel }) => channel === 'email');
  const [edited, setEdited] = useState<Edited>(null);
  const close = () => setEdited(null);
  const loadNewer = async () => {
    const { data } = await query.refetch();
    setEdited((before) => data?.find(({ id }) => before !== 'new' && id === before?.id) ?? null);
  };
  return (
    <SettingsPage
      title={t('settings.inboxes')}
      text={t('inboxes.text')}
      permission="inboxes.read"
      actions={
        mayManage ? (
          <Button look="primary" onPress={() => setEdited('new')}>
            <MailPlus aria-hidden="true" size={16} />
            {t('inboxes.add')}
          </Button>
        ) : null
      }
    >
      <QueryState query={query} rows={3} />
      {inboxes?.length === 0 ? <Empty title={t('inboxes.empty.title')} text={t('inboxes.empty.text')} /> : null}
      <ul className="flex flex-col gap-3">
        {inboxes?.map((inbox) => (
          <li key={inbox.id} className="flex flex-col gap-2 rounded-card border border-border p-4">
            <div className="flex items-start gap-3">
              <div className="min-w-0 grow">
                <h3 className="truncate text-message font-semibold">
                  <bdi>{inbox.name}</bdi>
                </h3>
                <p className="truncate text-meta text-muted">
                  <Bdi kind="email">{inbox.address}</Bdi>
                </p>
              </div>
              {mayManage ? (
                <Button
                  size="small"
                  onPress={() => setEdited(inbox)}
                  aria-label={t('inboxes.edit', { name: inbox.name })}
                >
                  {t('action.edit')}
                </Button>
              ) : null}
            </div>
            <Health label={t('health.receiving')} health={inbox.health} backlog="health.backlog" />
            <Health label={t('health.sending')} health={inbox.sending} backlog="health.queued" />
          </li>
        ))}
      </ul>
      {edited ? (
        <Dialog
          wide
          title={edited === 'new' ? t('inboxes.add') : t('inboxes.edit', { name: edited.name })}
          isOpen
          onClose={close}
        >
          <InboxForm
            key={edited === 'new' ? edited : edited.version}
            inbox={edited === 'new' ? null : edited}
            onDone={close}
            onLoadNewer={() => void loadNewer()}
          />
        </Dialog>
      ) : null}
    </SettingsPage>
  );
}
