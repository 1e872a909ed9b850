import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { openApi } from './harness/api.js';
import { openDatabase } from './harness/database.js';
import { eventually } from './harness/mail-servers.js';
import { killIfRunning } from './harness/processes.js';
import { startProduct, type Product } from './harness/product.js';
import { addCrew, addPromisedTickets, type Crew } from './harness/promised-tickets.js';
import { startSecondWorker, type SecondWorker } from './harness/second-worker.js';
import { seededRandom } from './ledger/seeded-random.js';

const kills = 6;
const perKill = { count: 60, overSeconds: 2 };
const hour = { first_reply: 60, next_reply: null, resolution: null };
const aStep = { target: 'first_reply', notify: ['lead'], raiseTo: 'high', queueId: null, raisesLevel: true };

// oxlint-disable-next-line node/no-process-env -- the only way to run the very same chances again
const seed = Number(process.env['DIWAN_LEDGER_SEED'] ?? Date.now() % 1_000_000_000);

describe('tickets that are routed and come due while two workers are killed in turn', () => {
  let product: Product;
  let database: pg.Client;
  let second: SecondWorker;
  let crew: Crew;

  beforeAll(async () => {
    product = await startProduct();
    database = await openDatabase(product);
    crew = await addCrew(database, 7);
    const api = await openApi(product);
    const { id } = (await api.send('POST', 'sla-policies', {
      name: 'An hour', conditions: {}, hours: 'calendar', pauseOnHold: true,
      targets: { low: hour, normal: hour, high: hour, urgent: hour },
      escalation: [{ ...aStep, when: { at: 'percent', percent: 50 } }, { ...aStep, when: { at: 'percent', percent: 100 } }],
    })) as { id: string }; // prettier-ignore
    const others = ((await api.send('GET', 'sla-policies')) as { id: string }[]).filter((policy) => policy.id !== id);
    await api.send('PUT', 'sla-policies/order', { ids: [id, ...others.map((policy) => policy.id)] });
    // In force since before the tickets were opened; what a worker has read of terms it keeps, so both begin after that.
    await database.query(
      `update sla_terms set at = now() - interval '1 day' where revision = (select max(revision) from sla_terms)`,
    );
    await killFirst();
    second = await startSecondWorker(product, database);
  }, 120_000);
  afterAll(async () => {
    await second?.stop();
    await database?.end();
    await product?.stop();
  }, 60_000);

  /** By the launcher, which starts it again; the second one is ours. */
  const killFirst = async (): Promise<void> => {
    await eventually(async () => {
      const worker = (await product.children()).find(({ role }) => role === 'worker');
      expect(worker && killIfRunning(worker.id, 'SIGKILL')).toBe(true);
    }, 20_000);
  };
  const killSecond = async (): Promise<void> => {
    await second.kill();
    await second.start();
  };
  const ask = async (sql: string): Promise<Record<string, unknown>[]> => {
    const own = `with own as (select ticket_id as id from ticket_standings where queue_id = '${crew.queueId}') `;
    return (await database.query<Record<string, unknown>>(own + sql)).rows;
  };
  const howOften = (type: string, per: string) =>
    ask(`select times::int, count(*)::int as tickets from (
      select own.id, ${per} as what, count(*) as times from own left join events e on e.ticket_id = own.id and e.type = '${type}'
      group by own.id, what) each group by times`);

  it('each get one owner, one breach, and every step once', async () => {
    const random = seededRandom(seed);
    console.log(`seed ${seed}`);
    for (let kill = 0; kill < kills; kill++) {
      await addPromisedTickets(database, crew, perKill);
      // Anywhere in the time in which these are kept, routed and fired.
      await new Promise((resolve) => setTimeout(resolve, random() * perKill.overSeconds * 1_000));
      await (kill % 2 === 0 ? killFirst() : killSecond());
    }
    const all = kills * perKill.count;
    await eventually(async () => {
      const [left] = await ask(`select count(*) filter (where s.assignee_id is null)::int as "withoutOwner",
          count(*) filter (where s.escalation_level < 2)::int as "withoutSteps",
          count(*) filter (where not exists (
            select 1 from events e where e.ticket_id = own.id and e.type = 'ticket.sla_breached'))::int as untold
        from own join ticket_standings s on s.ticket_id = own.id`);
      expect(left).toEqual({ withoutOwner: 0, withoutSteps: 0, untold: 0 });
    }, 30_000);

    expect(await howOften('ticket.sla_breached', `payload->>'target'`)).toEqual([{ times: 1, tickets: all }]);
    expect(await howOften('ticket.escalated', `payload->>'stepId'`)).toEqual([{ times: 1, tickets: 2 * all }]);
    expect(await howOften('ticket.assigned', `'owner'`)).toEqual([{ times: 1, tickets: all }]);
    const [strays] = await ask(`select count(*)::int as count from own join ticket_standings s on s.ticket_id = own.id
      join events e on e.ticket_id = own.id and e.type = 'ticket.assigned'
      where e.payload->>'to' is distinct from s.assignee_id::text or s.escalation_level <> 2 or s.priority <> 'high'`);
    expect(strays).toEqual({ count: 0 });
  }, 120_000);
});
