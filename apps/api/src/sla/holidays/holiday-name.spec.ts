import { expect, it } from '@jest/globals';
import { holidayName } from './holiday-name.js';

it.each([
  ['ﻋﯿﺪ ﺳﻌﯿﺪ ﻓﻄﺮ', 'عید سعید فطر'],
  ['ﻣﺒﻌﺚ ﺣﻀﺮت رﺳﻮل اﮐﺮم ﺻﻠﯽ اﷲ ﻋﻠﯿﻪ و آﻟﻪ', 'مبعث حضرت رسول اکرم صلی الله علیه و آله'],
  ['ﺷﻬﺎدت ﺣﻀﺮت ﻋﻠﯽ ﻋﻠﯿﻪاﻟﺴﻼم', 'شهادت حضرت علی علیه‌السلام'],
  ['عيد الفطر', 'عيد الفطر'],
  ['  New  Year ', 'New Year'],
])('writes %s in letters that can be searched and read', (stored, name) => {
  expect(holidayName(stored)).toBe(name);
});
