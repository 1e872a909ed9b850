import type { Organisation, OutOfHoursTexts } from '@diwan/contracts';
import type { BusinessHours, ChannelWeights } from '@diwan/tickets';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** The one row of settings of the one organisation that a database holds. */
export type StoredOrganisation = Organisation & {
  id: number;
  capacity: number;
  channelWeights: ChannelWeights;
  businessHours: BusinessHours | null;
  outOfHoursTexts: Partial<OutOfHoursTexts>;
  demo: boolean;
  setUpAt: Date;
};

const columns = {
  id: { type: 'smallint', primary: true, primaryKeyConstraintName: 'organisations_pkey', default: 1 },
  name: { type: 'text' },
  language: { type: 'text' },
  calendar: { type: 'text' },
  digits: { type: 'text' },
  timeZone: { type: 'text' },
  weekStart: { type: 'smallint' },
  weekend: { type: 'smallint', array: true },
  acknowledgeNewTickets: { type: 'boolean', default: true },
  capacity: { type: 'integer', default: 100 },
  closeAfterMinutes: { type: 'integer', default: 5760 },
  channelWeights: { type: 'jsonb', default: { phone: 100, chat: 25, email: 10 } },
  businessHours: { type: 'jsonb', nullable: true },
  outOfHoursTexts: { type: 'jsonb', default: {} },
  demo: { type: 'boolean', default: false },
  setUpAt: { type: 'timestamptz' },
} satisfies Record<keyof StoredOrganisation, EntitySchemaColumnOptions>;

export const OrganisationSchema = new EntitySchema<StoredOrganisation>({
  name: 'Organisation',
  tableName: 'organisations',
  columns,
  checks: [
    { name: 'organisations_one_row', expression: 'id = 1' },
    { name: 'organisations_capacity_bounded', expression: 'capacity between 0 and 1000' },
    { name: 'organisations_close_after_bounded', expression: 'close_after_minutes between 60 and 40320' },
  ],
});
