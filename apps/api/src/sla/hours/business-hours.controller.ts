import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  hoursPreview,
  previewHours,
  saveBusinessHours,
  savedBusinessHours,
  type HoursPreview,
  type PreviewHours,
  type SaveBusinessHours,
  type SavedBusinessHours,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { BusinessHoursService } from './business-hours.service.js';

@Controller('api/business-hours')
export class BusinessHoursController {
  constructor(private readonly hours: BusinessHoursService) {}

  @Answers(savedBusinessHours)
  @Requires('organisation.read')
  @Get()
  read(): Promise<SavedBusinessHours> {
    return this.hours.read();
  }

  @Answers(savedBusinessHours)
  @Requires('organisation.manage')
  @Put()
  save(
    @By() caller: Caller,
    @Body({ schema: saveBusinessHours }) body: SaveBusinessHours,
  ): Promise<SavedBusinessHours> {
    return this.hours.save(caller, body);
  }

  @Answers(hoursPreview)
  @Requires('organisation.read')
  @Post('preview')
  @HttpCode(200)
  preview(@Body({ schema: previewHours }) body: PreviewHours): HoursPreview {
    return this.hours.preview(body);
  }
}
