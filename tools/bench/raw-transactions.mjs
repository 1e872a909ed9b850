// The baseline: what this server, on this machine, in this minute, does of a plain transaction of four statements.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const connections = 8;
const filler = 'x'.repeat(600);

const statements = [
  { name: 'b', text: 'begin' },
  { name: 'i1', text: 'insert into bench_rows (id, thread, body) values ($1, $2, $3)' },
  { name: 's', text: 'select n, body from bench_threads where id = $1' },
  { name: 'u', text: 'update bench_threads set n = n + 1 where id = $1' },
  { name: 'i2', text: 'insert into bench_log (thread, body) values ($1, $2)' },
  { name: 'c', text: 'commit' },
];

/** Makes the tables of the baseline in a database of its own. */
export async function prepareRawTransactions(url) {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('create database bench_raw');
  await admin.end();
  const own = new URL(url);
  own.pathname = '/bench_raw';
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  await client.query(`create table bench_threads (id integer primary key, n integer not null, body text not null);
    create table bench_rows (id bigint primary key, thread integer not null, body text not null);
    create table bench_log (id bigint generated always as identity primary key, thread integer not null, body text not null);
    insert into bench_threads select n, 0, repeat('y', 100) from generate_series(0, 9999) n`);
  await client.end();
  return own.href;
}

let lastId = 0;

async function transaction(client) {
  const thread = Math.floor(Math.random() * 10_000);
  const values = [[], [++lastId, thread, filler], [thread], [thread], [thread, 'opened'], []];
  // Sent one after the other, each waiting for its answer, as a program does that looks at what it gets.
  for (const [index, statement] of statements.entries()) await client.query({ ...statement, values: values[index] });
}

/** @returns {Promise<number>} transactions per second */
export async function measureRawTransactions(url, ms = 2_000) {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(clients.map(transaction));
  let done = 0;
  let stopped = false;
  const startedAt = performance.now();
  const running = clients.map(async (client) => {
    while (!stopped) {
      await transaction(client);
      done += 1;
    }
  });
  await pause(ms);
  stopped = true;
  await Promise.all(running);
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return done / seconds;
}
