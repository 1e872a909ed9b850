/** Everything behind /settings, in one chunk. */
export { AgentsPage } from './people/agents-page.js';
export { AuditPage } from './audit/audit-page.js';
export { AwayReasonsPage } from './staffing/away-reasons-page.js';
export { CapacityPage } from './staffing/capacity-page.js';
export { HoursPage } from './hours/hours-page.js';
export { InboxesPage } from './inboxes/inboxes-page.js';
export { OutOfHoursPage } from './out-of-hours-page.js';
export { OrganisationPage } from './organisation-page.js';
export { PoliciesPage } from './sla/policies-page.js';
export { ProfilePage } from './profile-page.js';
export { QueuesPage } from './queues/queues-page.js';
export { RulesPage } from './rules/rules-page.js';
export { SettingsLayout } from './settings-layout.js';
export { SuspendedMailPage } from './suspended-mail/suspended-mail-page.js';
export { TagsPage } from './tags/tags-page.js';
export { TeamsPage } from './people/teams-page.js';
export { WidgetsPage } from './widgets/widgets-page.js';
