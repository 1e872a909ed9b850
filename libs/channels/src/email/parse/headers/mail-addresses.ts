import type { Address } from '@diwan/tickets';
import { mailLimits } from '../mail-limits.js';
import type { ParseNotes } from '../parse-notes.js';
import { parseAddressList, type AddressList } from './address-list.js';
import type { HeaderFields } from './header-fields.js';
import { checkAddrSpec } from './addr-spec.js';

/**
 * The author, or null when there is none that an identity may be keyed on. Several From fields are a known way to show one
 * author and authenticate another, so unless they agree nobody is believed.
 */
export function readFrom(headers: HeaderFields, notes: ParseNotes): Address | null {
  const fields = headers.all('from').filter((value) => value !== '');
  if (fields.length === 0) {
    notes.warnings.add('mail.missing_from');
    return null;
  }
  const lists = fields.map((value) => parseAddressList(value, 20).addresses);
  const first = lists[0]?.[0];
  if (lists.some((list) => list.length > 1) || lists.length > 1) notes.warnings.add('mail.multiple_from');
  if (lists.some((list) => list[0]?.address !== first?.address) || first === undefined || first.address === '') {
    notes.warnings.add('mail.invalid_from');
    return null;
  }
  return first;
}

/** All fields of that name together, bounded; each cut or unusable address leaves a warning. */
export function readAddresses(headers: HeaderFields, name: string, notes: ParseNotes): Address[] {
  const { addresses, invalid, cut }: AddressList = parseAddressList(headers.all(name).join(','), mailLimits.recipients);
  if (invalid) notes.warnings.add('mail.invalid_address');
  if (cut) notes.warnings.add('mail.too_many_recipients');
  return addresses;
}

const deliveryFields = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-rcpt-to',
  'x-forwarded-to',
];

/** Where servers say they delivered it; addresses only, each once. */
export function readDeliveredTo(headers: HeaderFields): string[] {
  const found = deliveryFields.flatMap((name) => headers.all(name).slice(0, mailLimits.references));
  const addresses = found
    .flatMap((value) => value.split(','))
    .map((value) => checkAddrSpec(value.replace(/[<>]/g, '')));
  return [...new Set(addresses.filter((address) => address !== ''))];
}
