import type { MigrationInterface, QueryRunner } from 'typeorm';

// Live chat: a widget is an inbox of channel `chat`, whose address is its public key. A visitor is stored with the first
// message; whoever only looks leaves nothing.
export class CreateChat20261125030000 implements MigrationInterface {
  name = 'CreateChat20261125030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chat_visitors (
        id uuid not null,
        inbox_id uuid not null,
        contact_id uuid not null,
        -- Who they are to the page's own server, where that has proven it.
        subject text,
        -- What the visitor said, which proves nothing: where an answer can reach them.
        email text,
        created_at timestamptz not null,
        constraint chat_visitors_pkey primary key (id),
        constraint chat_visitors_subject_key unique (inbox_id, subject),
        constraint chat_visitors_inbox_fkey foreign key (inbox_id) references inboxes (id),
        constraint chat_visitors_contact_fkey foreign key (contact_id) references contacts (id) on delete cascade
      );
      create index chat_visitors_contact_idx on chat_visitors (contact_id);
      create table chat_sessions (
        id uuid not null,
        visitor_id uuid not null,
        ticket_id uuid not null,
        -- Where the visitor was last: {url, title}.
        page jsonb,
        locale text not null,
        user_agent text not null,
        -- Up to which message the visitor's screen has got and shown the conversation.
        delivered_seq integer not null default 0,
        read_seq integer not null default 0,
        -- Up to which message the visitor has got a mail, and since when an answer waits for the screen.
        mailed_seq integer not null default 0,
        answered_at timestamptz,
        started_at timestamptz not null,
        ended_at timestamptz,
        rating smallint,
        rating_text text,
        constraint chat_sessions_pkey primary key (id),
        constraint chat_sessions_visitor_fkey foreign key (visitor_id) references chat_visitors (id) on delete cascade,
        constraint chat_sessions_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
        constraint chat_sessions_rating_known check (rating between 1 and 5)
      );
      -- One open chat per visitor, however many tabs write at once.
      create unique index chat_sessions_open_key on chat_sessions (visitor_id) where ended_at is null;
      create index chat_sessions_answered_idx on chat_sessions (answered_at) where answered_at is not null;
      create index chat_sessions_ticket_idx on chat_sessions (ticket_id);
      create index chat_sessions_visitor_idx on chat_sessions (visitor_id, started_at desc);
      -- What was taken in, by the id that the visitor's browser gave it: the same again changes nothing (promise P4).
      create table chat_receipts (
        visitor_id uuid not null,
        client_id uuid not null,
        ticket_id uuid not null,
        seq integer not null,
        at timestamptz not null,
        constraint chat_receipts_pkey primary key (visitor_id, client_id),
        constraint chat_receipts_visitor_fkey foreign key (visitor_id) references chat_visitors (id) on delete cascade
      );
      -- Whose upload it is until a message has it.
      alter table attachments add column visitor_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table attachments drop column visitor_id; drop table if exists chat_receipts, chat_sessions, chat_visitors',
    );
  }
}
