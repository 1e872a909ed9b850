import type { MigrationInterface, QueryRunner } from 'typeorm';

// Steps of SLA policies were known by their place; from now on by an id, which stays when they are put in another order.
// Events are never changed: those of before tell the place (apps/api/src/sla/keep/follow-events.ts).
export class GiveStepsIds20261125032700 implements MigrationInterface {
  name = 'GiveStepsIds20261125032700';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [names, policies, terms, clocks, marks]) await runner.query(statement);
  }

  /** What is due is worked out anew with the next event of each ticket. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from clocks where kind like 'escalation:%'`);
  }
}

// The same policy and place give the same id, wherever they are written down. Version 8 of RFC 9562: made by our own rule.
const names = `
  create function pg_temp.step_id(policy_id text, place text) returns text language sql immutable as $$
    select (substr(h, 1, 12) || '8' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid::text
    from md5(policy_id || ':' || place) h
  $$;
  create function pg_temp.with_ids(policy_id text, steps jsonb) returns jsonb language sql immutable as $$
    select coalesce(jsonb_agg(step || jsonb_build_object('id', pg_temp.step_id(policy_id, (place - 1)::text)) order by place), '[]')
    from jsonb_array_elements(steps) with ordinality as row (step, place)
  $$;`;

const policies = `update sla_policies set escalation = pg_temp.with_ids(id::text, escalation);`;

const terms = `
  update sla_terms set policies = (
    select coalesce(jsonb_agg(policy || jsonb_build_object('escalation',
      pg_temp.with_ids(policy->>'id', coalesce(policy->'escalation', '[]'))) order by place), '[]')
    from jsonb_array_elements(policies) with ordinality as row (policy, place));`;

const clocks = `
  update clocks c set kind = 'escalation:' || split_part(c.kind, ':', 2) || ':' ||
    pg_temp.step_id(l.policy_id::text, split_part(c.kind, ':', 3))
  from sla_standings l
  where l.ticket_id = c.ticket_id and l.policy_id is not null and c.kind ~ '^escalation:[a-z_]+:\\d+$';`;

const marks = `
  update sla_standings set state = jsonb_set(state, '{done}', (
    select jsonb_agg(case when mark ~ '^[a-z_]+#\\d+:\\d+$'
      then split_part(mark, ':', 1) || ':' || pg_temp.step_id(policy_id::text, split_part(mark, ':', 2)) else mark end order by place)
    from jsonb_array_elements_text(state->'done') with ordinality as row (mark, place)))
  where policy_id is not null and state->>'done' ~ '#\\d+:\\d+"';`;
