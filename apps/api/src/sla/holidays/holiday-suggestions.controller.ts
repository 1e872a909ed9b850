import { Controller, Get, Query } from '@nestjs/common';
import {
  holidayCountries,
  suggestedHoliday,
  suggestHolidays as contract,
  type HolidayCountries,
  type SuggestedHoliday,
  type SuggestHolidays,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { Database } from '../../database/database.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { readHours } from '../keep/terms.query.js';
import { listHolidayCountries, suggestHolidays } from './holiday-library.js';

/** Only suggestions: what becomes a holiday is what an admin saves with the business hours. */
@Controller('api/business-hours/holidays')
export class HolidaySuggestionsController {
  constructor(private readonly database: Database) {}

  @Answers(holidayCountries)
  @Requires('organisation.manage')
  @Get('countries')
  async countries(): Promise<HolidayCountries> {
    const { hours } = await readHours(this.database);
    return listHolidayCountries(hours.timeZone);
  }

  @AnswersList(suggestedHoliday)
  @Requires('organisation.manage')
  @Get('suggestions')
  suggestions(@Query({ schema: contract }) wish: SuggestHolidays): Promise<SuggestedHoliday[]> {
    return suggestHolidays(wish);
  }
}
