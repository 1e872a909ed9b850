import { Module } from '@nestjs/common';
import { BoardController } from './board/board.controller.js';
import { BoardService } from './board/board.service.js';
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

@Module({
  controllers: [
    BoardController,
    MovesController,
    OffersController,
    PresenceController,
    QueuesController,
    RulesController,
    SkillsController,
  ],
  providers: [BoardService, MovesService, OffersService, PresenceService, QueuesService, RulesService, SkillsService],
})
export class RoutingModule {}
