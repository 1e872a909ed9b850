// A meeting request that comes without words still has to say something in the inbox.
import ICAL from 'ical.js';

const largest = 256 * 1024;

/** Summary, start, place and organiser of the first event, one a line without labels; null when there is none. @throws on damage */
export function calendarText(ics: string): string | null {
  const root = new ICAL.Component(ICAL.parse(ics.slice(0, largest)) as ConstructorParameters<typeof ICAL.Component>[0]);
  const component = root.name === 'vevent' ? root : root.getFirstSubcomponent('vevent');
  if (component === null) return null;
  const event = new ICAL.Event(component);
  const organizer = component.getFirstProperty('organizer');
  const lines = [event.summary, startText(component), event.location, organizerText(organizer)];
  return (
    lines
      .map((line) => (line ?? '').trim())
      .filter((line) => line !== '')
      .join('\n') || null
  );
}

/** The wall time as the sender wrote it, with its zone: converting needs zone data that the file may lack. */
function startText(component: InstanceType<typeof ICAL.Component>): string {
  const property = component.getFirstProperty('dtstart');
  const value = property?.getFirstValue();
  if (property === null || property === undefined || !(value instanceof ICAL.Time)) return '';
  const text = value
    .toString()
    .replace('T', ' ')
    .replace(/:00Z?$/, '');
  const zone = property.getFirstParameter('tzid') || (value.zone === ICAL.Timezone.utcTimezone ? 'UTC' : '');
  return zone === '' ? text : `${text} (${zone})`;
}

function organizerText(property: InstanceType<typeof ICAL.Property> | null): string {
  if (property === null) return '';
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
  const name = property.getFirstParameter('cn');
  return name ? `${name} <${address}>` : address;
}
