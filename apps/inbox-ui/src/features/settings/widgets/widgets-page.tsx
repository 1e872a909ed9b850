import type { Queue, Widget } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleOff, MessageCirclePlus } from 'lucide-react';
import { useState } from 'react';
import { widgetsQuery } from '../../../api/chat.js';
import { queuesQuery } from '../../../api/configuration.js';
import { useMay } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { SettingsPage } from '../settings-layout.js';
import { WidgetPage } from './widget-page.js';

export function WidgetsPage() {
  const t = useTranslate();
  const mayManage = useMay('inboxes.manage');
  const query = useQuery(widgetsQuery);
  const { data: queues } = useQuery(queuesQuery);
  /** An id, 'new' while one is being added, or none: the list. */
  const [edited, setEdited] = useState<string | null>(null);
  if (edited !== null && query.data) {
    const widget = query.data.find(({ id }) => id === edited) ?? null;
    return (
      <WidgetPage key={edited} widget={widget} onSaved={({ id }) => setEdited(id)} onBack={() => setEdited(null)} />
    );
  }
  const add = (
    <Button look="primary" onPress={() => setEdited('new')}>
      <MessageCirclePlus aria-hidden="true" size={16} />
      {t('widgets.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.widgets')}
      text={t('widgets.text')}
      permission="inboxes.read"
      actions={mayManage ? add : null}
    >
      <QueryState query={query} rows={3} />
      {query.data?.length === 0 ? <Empty title={t('widgets.empty.title')} text={t('widgets.empty.text')} /> : null}
      <ul className="flex flex-col gap-3">
        {query.data?.map((widget) => (
          <li key={widget.id} className="flex items-center gap-3 rounded-card border border-border p-4">
            <span
              aria-hidden="true"
              className="size-8 shrink-0 rounded-full border border-border"
              style={{ background: widget.accent }}
            />
            <About widget={widget} queues={queues ?? []} />
            {mayManage ? (
              <Button
                size="small"
                onPress={() => setEdited(widget.id)}
                aria-label={t('widgets.edit', { name: isolated(widget.name) })}
              >
                {t('action.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </SettingsPage>
  );
}

function About({ widget, queues }: { widget: Widget; queues: readonly Queue[] }) {
  const t = useTranslate();
  const queue = queues.find(({ id }) => id === widget.queueId)?.name;
  const State = widget.enabled ? CircleCheck : CircleOff;
  return (
    <div className="min-w-0 grow">
      <h3 className="truncate text-message font-semibold">
        <bdi>{widget.name}</bdi>
      </h3>
      <p className="flex flex-wrap items-center gap-x-3 text-meta text-muted">
        <span className={`inline-flex items-center gap-1 ${widget.enabled ? 'text-ok' : ''}`}>
          <State aria-hidden="true" size={13} />
          {t(widget.enabled ? 'widgets.on' : 'widgets.off')}
        </span>
        {queue ? <span>{t('widgets.queue', { name: isolated(queue) })}</span> : null}
        <span>
          {widget.origins.length === 0 ? t('widgets.anywhere') : t('widgets.origins', { count: widget.origins.length })}
        </span>
      </p>
    </div>
  );
}
