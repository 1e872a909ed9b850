import { DateField, DateInput, DateSegment, FieldError, Label, Text } from 'react-aria-components/DateField';
import { inputShape, labelShape } from './field.js';

type DateTimeFieldProps = {
  label: string;
  /** Whose clocks are meant. */
  timeZone: string;
  hint?: string | undefined;
  /** Why what stands there does not do. */
  problem?: string | undefined;
  /** An instant; null while a part is missing. */
  onChange: (at: string | null) => void;
};

/** Date and time in the calendar and the digits of the language, typed or stepped with the arrow keys. */
export function DateTimeField({ label, timeZone, hint, problem, onChange }: DateTimeFieldProps) {
  return (
    <DateField
      granularity="minute"
      hourCycle={24}
      shouldForceLeadingZeros
      isRequired
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      onChange={(value) => onChange(value?.toDate(timeZone).toISOString() ?? null)}
      className="flex flex-col gap-1"
    >
      <Label className={labelShape}>
        {label}
        <span aria-hidden="true" className="text-danger ms-0.5">
          *
        </span>
      </Label>
      {/* One line of text and no flex box: where hours stand before minutes is up to the direction of the text. */}
      <DateInput className={`${inputShape} leading-6 whitespace-nowrap`}>
        {(segment) => (
          <DateSegment
            segment={segment}
            className={`rounded-[3px] px-px outline-none focus:bg-accent focus:text-on-accent data-placeholder:text-muted data-placeholder:focus:text-on-accent ${segment.type === 'era' ? 'hidden' : ''}`}
          />
        )}
      </DateInput>
      {hint ? (
        <Text slot="description" className="text-meta text-muted">
          {hint}
        </Text>
      ) : null}
      <FieldError className="text-meta text-danger">{problem}</FieldError>
    </DateField>
  );
}
