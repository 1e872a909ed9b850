import { UsersRound } from 'lucide-react';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';

type ChangedMeanwhileProps = { names: readonly string[]; onTake: () => void };

/** Somebody else was quicker: what is so now. What was chosen here is kept, to be stored over it or dropped. */
export function ChangedMeanwhile({ names, onTake }: ChangedMeanwhileProps) {
  const t = useTranslate();
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-control bg-warn-soft px-3 py-2 text-ui">
      <p className="flex items-start gap-1.5">
        <UsersRound aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
        {t('staffing.changed', { names: names.join(`${t('list.separator')} `) || t('staffing.changed.nobody') })}
      </p>
      <Button size="small" onPress={onTake}>
        {t('staffing.changed.take')}
      </Button>
    </div>
  );
}
