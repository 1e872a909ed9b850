import { describe, expect, it } from '@jest/globals';
import { createMailParser, type ParsedMail } from '@diwan/channels';
import { aRawMail } from '../testing/a-raw-mail.js';
import { sinkList, sinkMail } from './sink-pages.js';

const hostile = '"><script>alert(1)</script>';

async function parsed(wish: Parameters<typeof aRawMail>[0]): Promise<ParsedMail> {
  const parser = createMailParser({ threads: 1 });
  try {
    return await parser.parse(aRawMail(wish).bytes);
  } finally {
    await parser.close();
  }
}

describe('the pages of sent mail', () => {
  it('show a subject, people and text as text', async () => {
    const mail = await parsed({ subject: hostile, text: hostile, from: `"${hostile.replaceAll('"', '')}" <a@b.test>` });
    for (const page of [sinkMail('1', mail), sinkList([{ id: '1', at: new Date(0), mail }])]) {
      expect(page).not.toContain('<script');
      expect(page).toContain('&#60;script&#62;');
    }
  });

  it('show HTML cleaned', async () => {
    const mail = await parsed({
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      text: '<p onclick="alert(1)">Hi<script>alert(1)</script><form action="https://evil.example"></form></p>',
    });
    expect(sinkMail('1', mail)).not.toMatch(/<script|onclick|evil\.example/);
  });

  it('say where mail will appear while there is none', () => {
    expect(sinkList([])).toContain('Nothing yet');
  });
});
