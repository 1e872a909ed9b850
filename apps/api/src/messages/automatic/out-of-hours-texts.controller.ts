import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  outOfHoursPreview,
  outOfHoursTexts,
  savedOutOfHoursTexts,
  saveOutOfHoursTexts,
  type OutOfHoursPreview,
  type OutOfHoursTexts,
  type SavedOutOfHoursTexts,
  type SaveOutOfHoursTexts,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { OutOfHoursTextsService } from './out-of-hours-texts.service.js';

@Controller('api/out-of-hours-texts')
export class OutOfHoursTextsController {
  constructor(private readonly texts: OutOfHoursTextsService) {}

  @Answers(savedOutOfHoursTexts)
  @Requires('organisation.read')
  @Get()
  read(): Promise<SavedOutOfHoursTexts> {
    return this.texts.read();
  }

  @Answers(savedOutOfHoursTexts)
  @Requires('organisation.manage')
  @Put()
  save(
    @By() caller: Caller,
    @Body({ schema: saveOutOfHoursTexts }) body: SaveOutOfHoursTexts,
  ): Promise<SavedOutOfHoursTexts> {
    return this.texts.save(caller, body);
  }

  @Answers(outOfHoursPreview)
  @Requires('organisation.read')
  @Post('preview')
  @HttpCode(200)
  preview(@Body({ schema: outOfHoursTexts }) body: OutOfHoursTexts): Promise<OutOfHoursPreview> {
    return this.texts.preview(body);
  }
}
