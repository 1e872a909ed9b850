import { Module } from '@nestjs/common';
import { AutomaticAnswers } from './automatic/automatic-answers.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  controllers: [MessagesController],
  providers: [MessagesService, TimelineService, AutomaticAnswers],
  exports: [AutomaticAnswers, TimelineService],
})
export class MessagesModule {}
