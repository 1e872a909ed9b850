import type { AgentCapacity, CapacitySettings } from '@diwan/contracts';
import { capacityBounds, weightBounds } from '@diwan/tickets';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { capacityQuery } from '../../../api/routing/staffing.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox } from '../../../ui/forms/field.js';
import { NumberField } from '../../../ui/forms/number-field.js';
import { FitSentence } from './fit-sentence.js';

const channels = ['email', 'chat', 'phone'] as const;
type CapacityFieldsProps = { settings: CapacitySettings; onChange: (settings: CapacitySettings) => void };

/** The four figures, and what they mean while they are typed. */
export function CapacityFields({ settings, onChange }: CapacityFieldsProps) {
  const t = useTranslate();
  const { capacity, channelWeights } = settings;
  return (
    <div className="flex flex-col gap-4">
      <NumberField
        live
        label={t('agents.capacity')}
        hint={t('capacity.hint')}
        name="capacity"
        value={capacity}
        minValue={capacityBounds.least}
        maxValue={capacityBounds.most}
        onChange={(value) => onChange({ ...settings, capacity: value })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        {channels.map((channel) => (
          <NumberField
            key={channel}
            live
            label={t(`capacity.weight.${channel}`)}
            name={`channelWeights.${channel}`}
            value={channelWeights[channel]}
            minValue={weightBounds.least}
            maxValue={weightBounds.most}
            onChange={(weight) => onChange({ ...settings, channelWeights: { ...channelWeights, [channel]: weight } })}
          />
        ))}
      </div>
      <FitSentence {...settings} />
    </div>
  );
}

type OwnCapacityFieldsProps = { own: AgentCapacity; onChange: (own: AgentCapacity) => void };

/** What differs from the organisation's figures is kept; everything else follows them. */
export function OwnCapacityFields({ own, onChange }: OwnCapacityFieldsProps) {
  const t = useTranslate();
  const { data: common } = useQuery(capacityQuery);
  const [differs, setDiffers] = useState(hasOwnCapacity(own));
  if (!common) return null;
  const settings = effectiveCapacity(own, common);
  return (
    <div role="group" aria-label={t('agents.capacity')} className="flex flex-col gap-3">
      <Checkbox
        isSelected={differs}
        onChange={(yes) => {
          setDiffers(yes);
          onChange(yes ? { capacity: common.capacity, channelWeights: {} } : { capacity: null, channelWeights: {} });
        }}
      >
        {t('capacity.own')}
      </Checkbox>
      {differs ? (
        <CapacityFields settings={settings} onChange={(changed) => onChange(ownOf(changed, common))} />
      ) : (
        <FitSentence {...settings} />
      )}
    </div>
  );
}

export function hasOwnCapacity({ capacity, channelWeights }: AgentCapacity): boolean {
  return capacity !== null || Object.keys(channelWeights).length > 0;
}

export function effectiveCapacity(own: AgentCapacity, common: CapacitySettings): CapacitySettings {
  const weightOf = (channel: (typeof channels)[number]) =>
    own.channelWeights[channel] ?? common.channelWeights[channel];
  return {
    capacity: own.capacity ?? common.capacity,
    channelWeights: { phone: weightOf('phone'), chat: weightOf('chat'), email: weightOf('email') },
  };
}

function ownOf({ capacity, channelWeights }: CapacitySettings, common: CapacitySettings): AgentCapacity {
  const differing = channels.filter((channel) => channelWeights[channel] !== common.channelWeights[channel]);
  return {
    capacity,
    channelWeights: Object.fromEntries(differing.map((channel) => [channel, channelWeights[channel]])),
  };
}
