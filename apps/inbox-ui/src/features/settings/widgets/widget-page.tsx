import type { Widget } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { inboxesQuery, queuesQuery } from '../../../api/configuration.js';
import { useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Loading } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { InstallSection } from './install-section.js';
import { draftOf } from './widget-draft.js';
import { WidgetForm } from './widget-form.js';

type WidgetPageProps = { widget: Widget | null; onSaved: (widget: Widget) => void; onBack: () => void };

/** One widget: its form, how it looks by now, and how it gets into a page. Without one: a new one. */
export function WidgetPage({ widget, onSaved, onBack }: WidgetPageProps) {
  const t = useTranslate();
  const { organisation } = useSession();
  const { data: queues } = useQuery(queuesQuery);
  const { data: inboxes } = useQuery(inboxesQuery);
  const fallback = { queueId: queues?.[0]?.id ?? '', language: organisation.language };
  return (
    <SettingsPage
      title={widget ? t('widgets.edit', { name: isolated(widget.name) }) : t('widgets.add')}
      permission="inboxes.manage"
      actions={
        <Button onPress={onBack}>
          <ArrowLeft aria-hidden="true" size={15} className="mirror" />
          {t('widgets.back')}
        </Button>
      }
    >
      {queues && inboxes ? (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_360px]">
          <div className="flex min-w-0 flex-col gap-6">
            <WidgetForm
              id={widget?.id}
              initial={draftOf(widget, fallback)}
              queues={queues}
              mailboxes={inboxes.filter(({ channel }) => channel === 'email')}
              onSaved={(saved) => {
                showToast({ text: t('widgets.saved') });
                onSaved(saved);
              }}
            />
            {widget ? <InstallSection widget={widget} /> : null}
          </div>
          <Preview widget={widget} />
        </div>
      ) : (
        <Loading rows={5} />
      )}
    </SettingsPage>
  );
}

function Preview({ widget }: { widget: Widget | null }) {
  const t = useTranslate();
  const missing = !widget ? 'widget.preview.unsaved' : widget.enabled ? null : 'widget.preview.off';
  return (
    <section aria-label={t('widget.preview')} className="flex flex-col gap-2">
      <h3 className="text-message font-semibold">{t('widget.preview')}</h3>
      <p className="text-meta text-muted">{t(missing ?? 'widget.preview.text')}</p>
      {widget && !missing ? (
        <iframe
          key={widget.version}
          title={t('widget.preview.title', { name: isolated(widget.name) })}
          src={`/chat/${widget.key}?embed=1`}
          onLoad={({ currentTarget: { contentWindow } }) => contentWindow?.postMessage(boot(), window.location.origin)}
          className="h-[560px] w-full rounded-card border border-border bg-bg"
        />
      ) : null}
    </section>
  );
}

/** What a page says to the chat that it holds. Without consent nothing is kept: each preview is a visitor of its own. */
function boot() {
  const { lang, classList } = document.documentElement;
  return {
    diwan: 1,
    type: 'boot',
    settings: {
      locale: [lang],
      consent: 'denied',
      sounds: false,
      theme: classList.contains('dark') ? 'dark' : 'light',
    },
    page: { url: window.location.href, title: document.title },
    isOpen: true,
  };
}
