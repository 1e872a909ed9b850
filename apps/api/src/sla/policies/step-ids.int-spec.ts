import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { slaPolicy } from '@diwan/contracts';
import { migrations } from '@diwan/migrations';
import type { SlaEscalation } from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { aPromisedTicket, aStoredPolicy, contact, keeping, promise, wrote } from '../../testing/a-promise.js';
import { aQueue } from '../../testing/a-queue.js';
import { anOrganisation } from '../../testing/an-inbox.js';

let scene: ADatabase;
beforeAll(async () => {
  scene = await aDatabase();
  await anOrganisation(scene.database);
});
afterAll(() => scene.drop());

const aStep = (id: string, when: SlaEscalation['when']): SlaEscalation => ({
  id, target: 'first_reply', when, notify: ['lead'], raiseTo: null, queueId: null, raisesLevel: true,
}); // prettier-ignore

/** As it was stored while steps were known by their place. */
const older = (ids: readonly string[]) => [
  `update sla_policies set escalation = (select jsonb_agg(step - 'id') from jsonb_array_elements(escalation) step)`,
  ...ids.flatMap((id, place) => [
    `update sla_terms set policies = replace(policies::text, '"id": "${id}", ', '')::jsonb`,
    `update clocks set kind = replace(kind, '${id}', '${place}')`,
    `update sla_standings set state = replace(state::text, '${id}', '${place}')::jsonb`,
  ]),
];

it('gives the steps that there are ids by which what was taken, and what is due, is still known', async () => {
  const { database } = scene;
  const work = keeping(database);
  const ids = [uuidv7(), uuidv7()] as const;
  const steps = [aStep(ids[0], { at: 'percent', percent: 50 }), aStep(ids[1], { at: 'after_due', minutes: 30 })];
  const policy = aStoredPolicy({ escalation: steps });
  await promise(database, [policy]);
  const ticket = await aPromisedTicket(database, await aQueue(database), { ago: 40 });
  await work.keep();
  await work.fire();
  await wrote(database, ticket, { ago: 0, by: contact });
  await work.keep();
  for (const statement of older(ids)) await database.query(statement);

  const Migration = migrations.find(({ name }) => name.startsWith('GiveStepsIds'));
  const runner = database.dataSource.createQueryRunner();
  if (Migration) await new Migration().up(runner);
  await runner.release();

  const [row] = await database.query<{ now: SlaEscalation[]; then: SlaEscalation[] }>(
    `select escalation as now, (select policies->0->'escalation' from sla_terms order by revision desc limit 1) as then
     from sla_policies`,
  );
  const [first, second] = slaPolicy.parse({ ...policy, version: 1, escalation: row?.now }).escalation;
  expect(row?.then).toEqual(row?.now);
  const [due] = await database.query(`select kind from clocks where ticket_id = $1 and kind like 'escalation:%'`, [
    ticket,
  ]);
  expect(due).toEqual({ kind: `escalation:first_reply:${second?.id}` });
  const [standing] = await database.query(`select state->'done' as done from sla_standings where ticket_id = $1`, [
    ticket,
  ]);
  expect(standing).toEqual({ done: [`first_reply#1:${first?.id}`] });
});
