import { useState } from 'react';
import { ApiError } from '../../api/client.js';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../button.js';
import { FormError } from './form-errors.js';

/** The key of a form, and what begins it anew from what is saved by now. */
export function useReload(query: { refetch: () => Promise<unknown> }): [number, () => void] {
  const [round, setRound] = useState(0);
  return [round, () => void query.refetch().then(() => setRound((before) => before + 1))];
}

/** Why settings were not saved; where somebody else was quicker, theirs can be loaded. */
export function SaveError({ error, onLoadNewer }: { error: unknown; onLoadNewer: () => void }) {
  const t = useTranslate();
  const isStale = error instanceof ApiError && error.code === 'settings.stale_version';
  return (
    <>
      <FormError error={error} />
      {isStale ? (
        <div>
          <Button onPress={onLoadNewer}>{t('state.loadNewer')}</Button>
        </div>
      ) : null}
    </>
  );
}
