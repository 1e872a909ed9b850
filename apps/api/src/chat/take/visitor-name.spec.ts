import { expect, it } from '@jest/globals';
import { isMadeUp, visitorName } from './visitor-name.js';

const id = '0199d000-0000-7000-8000-00000000ab12';

it.each(['en', 'ar-EG', 'fa', 'de'])('a name in %s that nobody has said is known as such', (locale) => {
  expect(isMadeUp(visitorName(locale, id), id)).toBe(true);
});

it.each(['Sara', 'Visitor', visitorName('en', `${id.slice(0, -4)}ffff`)])('%s was said', (name) => {
  expect(isMadeUp(name, id)).toBe(false);
});
