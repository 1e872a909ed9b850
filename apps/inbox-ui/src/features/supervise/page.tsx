import type { Permission } from '@diwan/contracts';
import { useEffect, type ReactNode } from 'react';
import { useMay } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { Empty } from '../../ui/states.js';

type PageProps = { title: string; text?: string; permission: Permission; actions?: ReactNode; children: ReactNode };

/** Head and body of a page for those who run teams; says who can help where the permission is missing. */
export function SupervisePage({ title, text, permission, actions, children }: PageProps) {
  const t = useTranslate();
  const allowed = useMay(permission);
  useEffect(() => {
    document.title = `${title} · Diwan`;
  }, [title]);
  if (!allowed) {
    return (
      <main className="grow">
        <Empty title={t('state.denied.title')} text={t('state.denied.text')} />
      </main>
    );
  }
  return (
    <main className="min-w-0 grow overflow-y-auto">
      {/* Room below, so that what stands last can be scrolled clear of a toast. */}
      <div className="mx-auto flex max-w-[1240px] flex-col gap-6 p-6 pb-24 max-sm:p-4 max-sm:pb-24">
        <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
          <div className="flex max-w-[60ch] flex-col gap-1">
            <h1 className="text-page font-semibold">{title}</h1>
            {text ? <p className="text-ui text-muted">{text}</p> : null}
          </div>
          {actions}
        </header>
        {children}
      </div>
    </main>
  );
}
