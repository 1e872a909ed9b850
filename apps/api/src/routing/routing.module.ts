import { Module } from '@nestjs/common';
import { AbsenceController } from './absence/absence.controller.js';
import { AbsenceService } from './absence/absence.service.js';
import { AwayReasonsController } from './away-reasons/away-reasons.controller.js';
import { AwayReasonsService } from './away-reasons/away-reasons.service.js';
import { BoardController } from './board/board.controller.js';
import { BoardService } from './board/board.service.js';
import { CapacityController } from './capacity/capacity.controller.js';
import { CapacityService } from './capacity/capacity.service.js';
import { MovesController } from './moves/moves.controller.js';
import { MovesService } from './moves/moves.service.js';
import { OffersController } from './offers/offers.controller.js';
import { OffersService } from './offers/offers.service.js';
import { PresenceController } from './presence/presence.controller.js';
import { PresenceService } from './presence/presence.service.js';
import { QueuesController } from './queues/queues.controller.js';
import { QueuesService } from './queues/queues.service.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesService } from './rules/rules.service.js';
import { SkillsController } from './skills/skills.controller.js';
import { SkillsService } from './skills/skills.service.js';
import { StaffingController } from './staffing/staffing.controller.js';
import { StaffingService } from './staffing/staffing.service.js';

@Module({
  controllers: [
    AbsenceController,
    AwayReasonsController,
    BoardController,
    CapacityController,
    MovesController,
    OffersController,
    PresenceController,
    QueuesController,
    RulesController,
    SkillsController,
    StaffingController,
  ],
  providers: [
    AbsenceService,
    AwayReasonsService,
    BoardService,
    CapacityService,
    MovesService,
    OffersService,
    PresenceService,
    QueuesService,
    RulesService,
    SkillsService,
    StaffingService,
  ],
})
export class RoutingModule {}
