import { CreateTables20261122093000 } from './20261122T0930-create-tables.js';
import { CreateRouting20261124230000 } from './20261124T2300-create-routing.js';
import { CreateOAuthGrants20261124230500 } from './20261124T2305-create-oauth-grants.js';
import { CreateSendingHealth20261124231000 } from './20261124T2310-create-sending-health.js';
import { AddHandOver20261124232000 } from './20261124T2320-add-hand-over.js';
import { ReplyTextOnlyWhereItDiffers20261124233000 } from './20261124T2330-reply-text-only-where-it-differs.js';
import { CreateSla20261124234000 } from './20261124T2340-create-sla.js';
import { CreateRoutingRules20261125000000 } from './20261125T0000-create-routing-rules.js';
import { CreateTags20261125020000 } from './20261125T0200-create-tags.js';
import { AddLifecyclePolicies20261125021000 } from './20261125T0210-add-lifecycle-policies.js';
import { CreateAwayReasons20261125022000 } from './20261125T0220-create-away-reasons.js';
import { AddPresenceReturn20261125024000 } from './20261125T0240-add-presence-return.js';
import { CreateChat20261125030000 } from './20261125T0300-create-chat.js';
import { CreateNotices20261125032000 } from './20261125T0320-create-notices.js';
import { IndexEscalatedTickets20261125032500 } from './20261125T0325-index-escalated-tickets.js';
import { GiveStepsIds20261125032700 } from './20261125T0327-give-steps-ids.js';
import { VersionSlaPolicies20261125033900 } from './20261125T0339-version-sla-policies.js';
import { AddMoveCover20261125034000 } from './20261125T0340-add-move-cover.js';
import { AddPresenceCover20261125034100 } from './20261125T0341-add-presence-cover.js';
import { MergeTagsInPieces20261125034500 } from './20261125T0345-merge-tags-in-pieces.js';

/** Every migration, oldest first. An explicit list: a glob over compiled ESM loses the class names. */
export const migrations = [
  CreateTables20261122093000,
  CreateRouting20261124230000,
  CreateOAuthGrants20261124230500,
  CreateSendingHealth20261124231000,
  AddHandOver20261124232000,
  ReplyTextOnlyWhereItDiffers20261124233000,
  CreateSla20261124234000,
  CreateRoutingRules20261125000000,
  CreateTags20261125020000,
  AddLifecyclePolicies20261125021000,
  CreateAwayReasons20261125022000,
  AddPresenceReturn20261125024000,
  CreateChat20261125030000,
  CreateNotices20261125032000,
  IndexEscalatedTickets20261125032500,
  GiveStepsIds20261125032700,
  VersionSlaPolicies20261125033900,
  AddMoveCover20261125034000,
  AddPresenceCover20261125034100,
  MergeTagsInPieces20261125034500,
];
