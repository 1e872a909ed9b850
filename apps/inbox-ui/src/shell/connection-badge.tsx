import { useTranslate } from '../i18n/intl.js';
import { useConnectionState } from '../realtime/realtime.js';

const looks = { live: ['●', 'text-ok'], connecting: ['◔', 'text-muted'], lost: ['○', 'text-warn'] } as const;

export function ConnectionBadge() {
  const t = useTranslate();
  const state = useConnectionState();
  const [shape, className] = looks[state];
  return (
    <p
      title={t(`connection.${state}`)}
      className="flex min-h-7 items-center gap-2.5 px-2 text-meta text-muted sm:max-lg:justify-center"
    >
      <span aria-hidden="true" className={`inline-block w-[17px] text-center ${className}`}>
        {shape}
      </span>
      <span className="sm:max-lg:sr-only">{t(`connection.${state}`)}</span>
    </p>
  );
}
