import { TriangleAlert } from 'lucide-react';
import { useTranslate } from '../../../../i18n/intl.js';
import { Checkbox } from '../../../../ui/forms/field.js';

type UnservedWarningProps = { names: readonly string[]; isMeant: boolean; onChange: (isMeant: boolean) => void };

/** Nobody would be there for a queue: that has to be meant. */
export function UnservedWarning({ names, isMeant, onChange }: UnservedWarningProps) {
  const t = useTranslate();
  return (
    <div className="flex flex-col gap-2 rounded-control bg-warn-soft px-3 py-2 text-ui">
      <p role="status" className="flex items-start gap-1.5">
        <TriangleAlert aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
        {t('staffing.unserved', { names: names.join(`${t('list.separator')} `) })}
      </p>
      <Checkbox isSelected={isMeant} onChange={onChange}>
        {t('staffing.unserved.meant')}
      </Checkbox>
    </div>
  );
}
