import { expect, it } from '@jest/globals';
import { isForbiddenFile } from './visitor-files.js';

it.each([
  ['a picture', 'photo.JPG', 'image/jpeg', false],
  ['a document', 'فاکتور.pdf', 'application/pdf', false],
  ['an archive', 'logs.tar.gz', 'application/gzip', false],
  ['a program', 'setup.EXE', 'application/octet-stream', true],
  ['a program behind dots', 'setup.exe. .', 'application/octet-stream', true],
  ['a program by another name', 'photo.jpg', 'application/x-msdownload', true],
  ['a script', 'invoice.pdf.js', 'text/javascript', true],
  ['a name without an end', 'README', 'text/plain', false],
])('forbids what runs when it is opened: %s', (_, name, contentType, forbidden) => {
  expect(isForbiddenFile({ name, contentType })).toBe(forbidden);
});
