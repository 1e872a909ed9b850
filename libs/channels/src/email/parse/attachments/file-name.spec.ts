import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\گزارش.docx', 'گزارش.docx'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\r\nb\0c.txt', 'a b c.txt'],
    ['..', ''],
    ['می\u200cروم.txt', 'می\u200cروم.txt'],
  ])('makes of %j %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps the extension of a name that is too long', () => {
    const safe = safeFileName(`${'گ'.repeat(300)}.pdf`);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
    expect(safe).toMatch(/^گ+\.pdf$/);
  });

  it('always fits, has no path and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
        expect(safe).not.toMatch(/[/\\\0\r\n\u202a-\u202e]/);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});
