import { Module } from '@nestjs/common';
import { AutomaticAnswers } from './automatic/automatic-answers.js';
import { OutOfHoursTextsController } from './automatic/out-of-hours-texts.controller.js';
import { OutOfHoursTextsService } from './automatic/out-of-hours-texts.service.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  controllers: [MessagesController, OutOfHoursTextsController],
  providers: [MessagesService, TimelineService, AutomaticAnswers, OutOfHoursTextsService],
  exports: [AutomaticAnswers, TimelineService],
})
export class MessagesModule {}
