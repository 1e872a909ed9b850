import { expect, it } from '@jest/globals';
import { listTimeline, writeReply } from './message.js';
import { updateOrganisation } from './organisation.js';

it('a reply is sent as it was meant when nothing else is said', () => {
  expect(writeReply.parse({ html: '', lastSeq: 0 })).toEqual({
    html: '', lastSeq: 0, attachmentIds: [], cc: [], sendAnyway: false, solve: false,
  }); // prettier-ignore
});

it.each(['abc', '-1', '1.5', '99999999999', ''])('no timeline goes on before %j', (before) => {
  expect(listTimeline.safeParse({ before }).success).toBe(false);
});

it.each([
  ['Asia/Tehran', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('the time zone %j exists: %s', (timeZone, exists) => {
  expect(updateOrganisation.safeParse({ timeZone }).success).toBe(exists);
});
