import { Module } from '@nestjs/common';
import { AutomaticAnswers } from './automatic-answers.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { TimelineService } from './timeline.service.js';

@Module({
  controllers: [MessagesController],
  providers: [MessagesService, TimelineService, AutomaticAnswers],
  exports: [AutomaticAnswers],
})
export class MessagesModule {}
