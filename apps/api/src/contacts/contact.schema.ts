import type { Contact, Handle } from '@diwan/tickets';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const contact = {
  id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'contacts_pkey' },
  name: { type: 'text' },
  language: { type: 'text', nullable: true },
  createdAt: { type: 'timestamptz' },
} satisfies Record<keyof Contact, EntitySchemaColumnOptions>;

export const ContactSchema = new EntitySchema<Contact>({ name: 'Contact', tableName: 'contacts', columns: contact });

const handle = {
  id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'handles_pkey' },
  contactId: { type: 'uuid' },
  kind: { type: 'text' },
  value: { type: 'text' },
  bouncedAt: { type: 'timestamptz', nullable: true },
} satisfies Record<keyof Handle, EntitySchemaColumnOptions>;

export const HandleSchema = new EntitySchema<Handle>({
  name: 'Handle',
  tableName: 'handles',
  columns: handle,
  uniques: [{ name: 'handles_value_key', columns: ['kind', 'value'] }],
  indices: [{ name: 'handles_contact_idx', columns: ['contactId'] }],
  foreignKeys: [
    {
      name: 'handles_contact_fkey',
      target: 'Contact',
      columnNames: ['contactId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
