import type { Widget } from '@diwan/contracts';
import { ExternalLink } from 'lucide-react';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { CopyBlock } from './copy-block.js';
import { policyFor, snippetFor } from './snippet.js';

/** How the widget gets into a page; and the chat that needs no page. */
export function InstallSection({ widget }: { widget: Widget }) {
  const t = useTranslate();
  const host = window.location.origin;
  const path = `/chat/${widget.key}`;
  return (
    <section aria-label={t('widget.install')} className="flex flex-col gap-4 border-t border-border pt-5">
      <div>
        <h3 className="text-message font-semibold">{t('widget.install')}</h3>
        <p className="text-ui text-muted">{t('widget.install.text', { tag: isolated('</body>') })}</p>
      </div>
      <CopyBlock label={t('widget.snippet')} text={snippetFor(host, widget.key)} />
      <div className="flex flex-col gap-1">
        <CopyBlock label={t('widget.policy')} text={policyFor(host)} />
        <p className="text-meta text-muted">{t('widget.policy.text')}</p>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-ui">
        {t('widget.page')}{' '}
        <a href={path} target="_blank" rel="noopener" className="inline-flex items-center gap-1">
          <Bdi kind="code">{`${host}${path}`}</Bdi>
          <ExternalLink aria-hidden="true" size={13} className="mirror" />
        </a>
      </p>
    </section>
  );
}
