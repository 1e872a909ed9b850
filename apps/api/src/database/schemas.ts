import { AgentSchema } from '../agents/agent.schema.js';
import { ContactSchema, HandleSchema } from '../contacts/contact.schema.js';
import { InboxSchema } from '../inboxes/inbox.schema.js';
import { OrganisationSchema } from '../organisation/organisation.schema.js';
import { QueueSchema, TeamSchema } from '../teams/team.schema.js';
import { TicketSchema, TicketStandingSchema } from '../tickets/ticket.schema.js';

/** Every table that TypeORM maps onto a type; the others are only touched by SQL in *.query.ts. */
export const schemas = [
  OrganisationSchema,
  AgentSchema,
  TeamSchema,
  QueueSchema,
  InboxSchema,
  ContactSchema,
  HandleSchema,
  TicketSchema,
  TicketStandingSchema,
];
