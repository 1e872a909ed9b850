import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchPage } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';

describe('search', () => {
  let test: TestApp;
  let inbox: AnInbox;
  let agent: SignedIn;
  let manager: SignedIn;
  let ticket: OpenedTicket;
  beforeAll(async () => {
    test = await createTestApp();
    inbox = await anInbox(test.database);
    agent = await test.agent('agent', [inbox.queueId]);
    manager = await test.agent('manager');
    ticket = await test.mail(inbox, {
      from: 'Sara Ahmadi <sara.ahmadi@customer.test>',
      subject: 'Warranty',
      text: 'من به کتابخانه می‌روم. شماره سفارش ۴۵۲۱ است و هنوز نرسیده. The parcel is broken.',
    });
    const hidden = await anInbox(test.database);
    await test.mail(hidden, { from: 'secret@customer.test', text: 'parcel of somebody else' });
  });
  afterAll(() => test.close());

  const find = async (q: string, who = agent) => {
    const { status, body } = await who.get(`/api/search?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    return searchPage.parse(body).items;
  };

  it.each([
    'می‌روم', 'میروم', 'مي روم', 'كتابخانه', 'کتابخانه', '4521', '٤٥٢١', '۴۵۲۱', 'نرسيده', 'PARCEL broken', 'broken parcel', 'brok',
    'sara', 'Ahmadi', 'sara.ahmadi@customer.test', 'warranty',
  ])('finds %s', async (q) => {
    expect(await find(q)).toMatchObject([{ ticket: { number: ticket.number }, seq: 1 }]);
  }); // prettier-ignore

  it('finds a ticket by its number', async () => {
    expect(await find(`${ticket.number}`)).toHaveLength(1);
    expect(await find(`#${ticket.number}`)).toHaveLength(1);
  });

  it.each(['parce broken', 'broken absent', 'نیامده', 'arcel'])('does not find %s', async (q) => {
    expect(await find(q)).toEqual([]);
  });

  it('marks what it found', async () => {
    expect((await find('PARCEL'))[0]?.excerpt).toMatch(/The \[\[parcel\]\] is broken/);
    expect((await find('میروم'))[0]?.excerpt).toContain('[[می‌روم]]');
  });

  it('shows nobody what they may not see', async () => {
    expect(await find('parcel')).toHaveLength(1);
    expect(await find('parcel', manager)).toHaveLength(2);
    expect(await find('secret@customer.test')).toEqual([]);
    const foreign = (await find('secret@customer.test', manager))[0]?.ticket;
    const other = await test.agent();
    expect(await find('parcel', other)).toEqual([]);
    await manager.post(`/api/tickets/${foreign?.number}/assign`, { version: foreign?.version, assigneeId: other.id });
    expect(await find('parcel', other)).toMatchObject([{ ticket: { number: foreign?.number } }]);
  });

  it('finds answers and notes by text, file and recipient', async () => {
    const { body: file } = await agent.upload('rechnung-2026.pdf', '%PDF-1.7');
    const at = `/api/tickets/${ticket.number}`;
    await agent.post(`${at}/replies`, {
      html: '<p>zweitens</p>', lastSeq: 1, attachmentIds: [file.id], cc: ['chef@customer.test'],
    }); // prettier-ignore
    await agent.post(`${at}/notes`, { html: '<p>vertraulich</p>' });
    for (const [q, seq] of [['rechnung', 2], ['zweitens', 2], ['chef@customer.test', 2], ['vertraulich', 3]] as const) {
      expect([q, (await find(q)).map((hit) => hit.seq)]).toEqual([q, [seq]]);
    } // prettier-ignore
  });

  it.each([
    `' & | ! :*`,
    `' or 1=1 --`,
    `parcel' & 'x`,
    `\\' :* <-> !parcel`,
    '!!!',
    '🙂',
    `parcel:*`,
    '((((',
    `%_`,
    '\u200c',
  ])('takes %j for words, if anything', async (q) => {
    expect((await agent.get(`/api/search?q=${encodeURIComponent(q)}`)).status).toBe(q.trim() === '' ? 400 : 200);
    expect((await find(q)).every((hit) => hit.ticket.number === ticket.number)).toBe(true);
  });

  it('pages through what it found, newest first, each once', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 7; n++) numbers.push((await test.mail(inbox, { text: `pagination ${n}` })).number);
    const found: number[] = [];
    let cursor = '';
    do {
      const { body } = await agent.get(`/api/search?q=pagination&limit=3${cursor && `&cursor=${cursor}`}`);
      found.push(...searchPage.parse(body).items.map((hit) => hit.ticket.number));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(found).toEqual(numbers.reverse());
  });
});
