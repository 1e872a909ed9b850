import { slaTargets, ticketPriorities } from '@diwan/tickets';
import { Input } from 'react-aria-components/Input';
import { useTranslate } from '../../../i18n/intl.js';
import { inputShape } from '../../../ui/forms/field.js';
import type { TargetsDraft } from './policy-draft.js';

type TargetsProps = { targets: TargetsDraft; faults: readonly string[]; onChange: (targets: TargetsDraft) => void };

/** How long may be needed, per priority; empty: nothing is promised. */
export function TargetsFields({ targets, faults, onChange }: TargetsProps) {
  const t = useTranslate();
  return (
    <div className="flex flex-col gap-1">
      <table className="w-full border-separate border-spacing-1 text-ui">
        <caption className="text-start font-medium">{t('sla.targets')}</caption>
        <thead>
          <tr>
            <th scope="col" className="text-start font-normal text-muted">
              {t('ticket.priority')}
            </th>
            {slaTargets.map((target) => (
              <th key={target} scope="col" className="text-start font-normal text-muted">
                {t(`promise.target.${target}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ticketPriorities.toReversed().map((priority) => (
            <tr key={priority}>
              <th scope="row" className="text-start font-medium">
                {t(`priority.${priority}`)}
              </th>
              {slaTargets.map((target) => (
                <td key={target}>
                  <Input
                    dir="ltr"
                    inputMode="numeric"
                    aria-label={`${t(`priority.${priority}`)}, ${t(`promise.target.${target}`)}`}
                    aria-invalid={faults.includes(`targets.${priority}.${target}`)}
                    value={targets[priority][target]}
                    onChange={(event) =>
                      onChange({ ...targets, [priority]: { ...targets[priority], [target]: event.target.value } })
                    }
                    className={`${inputShape} text-center aria-invalid:border-danger`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-meta text-muted">{t('hours.length.hint')}</p>
    </div>
  );
}
