import { TriangleAlert } from 'lucide-react';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Field } from '../../../ui/forms/field.js';
import { colourProblem, isColour, textOn } from './contrast.js';

type AccentFieldProps = { value: string; onChange: (value: string) => void };

/** The colour of the brand, with what stands on it as visitors will see it. */
export function AccentField({ value, onChange }: AccentFieldProps) {
  const t = useTranslate();
  const problem = colourProblem(value);
  const shown = isColour(value) ? value : '#0b6e75';
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-[auto_1fr_auto] items-end gap-2">
        <input
          type="color"
          aria-label={t('widget.accent.pick')}
          value={shown}
          onChange={(event) => onChange(event.target.value)}
          className="h-8 w-10 rounded-control border border-control bg-bg p-0.5"
        />
        <Field
          label={t('widget.accent')}
          name="accent"
          code
          isRequired
          value={value}
          validate={(text) =>
            isColour(text) ? null : t('widget.accent.wrong', { sign: '#', example: isolated('#0b6e75') })
          }
          onChange={onChange}
        />
        <span
          aria-hidden="true"
          className="grid h-8 place-items-center rounded-control px-3 text-ui font-medium"
          style={{ background: shown, color: textOn(shown) }}
        >
          {t('widget.accent.sample')}
        </span>
      </div>
      {problem ? (
        <p role="status" className="flex gap-1.5 rounded-control bg-warn-soft px-2.5 py-1.5 text-meta text-text">
          <TriangleAlert aria-hidden="true" size={14} className="mt-0.5 shrink-0 text-warn" />
          {t(`widget.accent.${problem}`)}
        </p>
      ) : null}
    </div>
  );
}
