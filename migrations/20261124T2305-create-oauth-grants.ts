import type { MigrationInterface, QueryRunner } from 'typeorm';

// What an inbox fetches its access tokens with. Apart from `inboxes`: providers change the refresh token by themselves, and
// that must neither look like a change of settings nor wait for one.
export class CreateOAuthGrants20261124230500 implements MigrationInterface {
  name = 'CreateOAuthGrants20261124230500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table oauth_grants (
        inbox_id uuid not null,
        -- AES-256-GCM, bound to this row: client secret and refresh token; the newest access token.
        secrets bytea not null,
        access bytea,
        access_expires_at timestamptz,
        -- Grows with every renewal: whoever wants to renew what somebody else has renewed meanwhile is too late.
        renewals integer not null default 0,
        -- One renews at a time, because a refresh token may work only once.
        lease_token uuid,
        leased_until timestamptz,
        failures integer not null default 0,
        error_code text,
        error_detail text,
        next_attempt_at timestamptz,
        constraint oauth_grants_pkey primary key (inbox_id),
        constraint oauth_grants_inbox_fkey foreign key (inbox_id) references inboxes (id) on delete cascade
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists oauth_grants');
  }
}
