import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { declarePresence, id, presence, type DeclarePresence, type Presence } from '@diwan/contracts';
import { Requires, SignedIn } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { PresenceService } from './presence.service.js';

@Controller('api')
export class PresenceController {
  constructor(private readonly presences: PresenceService) {}

  @Answers(presence)
  @SignedIn()
  @Get('me/presence')
  readOwn(@By() caller: Caller): Promise<Presence> {
    return this.presences.readOwn(caller);
  }

  @Answers(presence)
  @SignedIn()
  @Put('me/presence')
  declareOwn(@By() caller: Caller, @Body({ schema: declarePresence }) body: DeclarePresence): Promise<Presence> {
    return this.presences.declareOwn(caller, body);
  }

  @Answers(presence)
  @Requires('presence.manage')
  @Put('agents/:id/presence')
  declareFor(
    @By() caller: Caller,
    @Param('id', { schema: id }) agentId: string,
    @Body({ schema: declarePresence }) body: DeclarePresence,
  ): Promise<Presence> {
    return this.presences.declareFor(caller, agentId, body);
  }
}
