import { describe, expect, it } from '@jest/globals';
import { contentHash } from './content-hash.js';

const mail = 'From: a@example.com\r\nSubject: Hello\r\n folded\r\nMessage-ID: <1@example.com>\r\n\r\nBody\r\n';
const hash = (text: string): string => contentHash(Buffer.from(text)).toString('hex');

describe('contentHash', () => {
  it.each([
    ['a Received header, folded', `Received: from x by y;\r\n\tSat, 1 Jan 2026\r\n${mail}`],
    ['a Return-Path', `Return-Path: <b@example.com>\r\n${mail}`],
    ['LF instead of CRLF in the header', mail.replaceAll('\r\n', '\n')],
    ['one more line break at the end', `${mail}\r\n`],
    ['no line break at the end', mail.trimEnd()],
  ])('is the same with %s', (_name, other) => {
    expect(hash(other)).toBe(hash(mail));
  });

  it.each([
    ['another body', mail.replace('Body', 'Bodies')],
    ['another subject', mail.replace('Hello', 'Hallo')],
    ['another Message-ID', mail.replace('<1@', '<2@')],
    ['another continuation line', mail.replace('folded', 'folder')],
    [
      'a header moved into the body',
      mail.replace('Subject: Hello\r\n folded\r\n', '').replace('Body', 'Subject: Hello\r\nBody'),
    ],
  ])('is another with %s', (_name, other) => {
    expect(hash(other)).not.toBe(hash(mail));
  });

  it('takes a mail without a body and an empty one', () => {
    expect(contentHash(Buffer.from('Subject: only'))).toHaveLength(32);
    expect(contentHash(Buffer.alloc(0))).toHaveLength(32);
  });
});
