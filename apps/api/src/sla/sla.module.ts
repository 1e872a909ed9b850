import { Module } from '@nestjs/common';
import { HolidaySuggestionsController } from './holidays/holiday-suggestions.controller.js';
import { BusinessHoursController } from './hours/business-hours.controller.js';
import { BusinessHoursService } from './hours/business-hours.service.js';
import { TermsBook } from './keep/terms-book.js';
import { SlaPoliciesController } from './policies/sla-policies.controller.js';
import { SlaPoliciesService } from './policies/sla-policies.service.js';
import { PromisesController } from './promises/promises.controller.js';
import { PromisesService } from './promises/promises.service.js';

@Module({
  controllers: [BusinessHoursController, HolidaySuggestionsController, PromisesController, SlaPoliciesController],
  providers: [BusinessHoursService, PromisesService, SlaPoliciesService, TermsBook],
  exports: [TermsBook],
})
export class SlaModule {}
