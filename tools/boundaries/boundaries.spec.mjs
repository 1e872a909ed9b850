// Such rules switch themselves off silently (a path renamed, a pattern the linter cannot read): every one is made to fire here.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { lintFiles } from './lint-files.mjs';

const domain = 'libs/tickets/src/ticket/x.ts';
const contracts = 'libs/contracts/src/x.ts';
const channels = 'libs/channels/src/email/x.ts';
const api = 'apps/api/src/tickets/x.service.ts';
const inbox = 'apps/inbox-ui/src/features/x.tsx';
const widget = 'apps/chat-widget/src/view/x.tsx';
const e2e = 'apps/e2e/src/x.e2e-spec.ts';
const migrations = 'migrations/20261122T0930-x.ts';
const use = (name, from) => `import { ${name} } from '${from}';\nexport const used = [${name}];\n`;

const forbiddenImports = [
  [domain, 'zod'],
  [domain, 'node:crypto'],
  [domain, 'crypto'],
  [domain, '@diwan/contracts'],
  [domain, '../../../contracts/src/index.js'],
  ['libs/tickets/src/ticket/x.spec.ts', 'node:fs'],
  [contracts, 'pg'],
  [contracts, 'node:fs'],
  [contracts, '@diwan/channels'],
  [contracts, '../../tickets/src/index.js'],
  ['libs/contracts/src/x.spec.ts', 'node:fs'],
  ...['@nestjs/common', 'typeorm', 'pg', 'react', 'react-dom/client', 'fastify', '@diwan/api', '@diwan/migrations'].map(
    (name) => [channels, name],
  ),
  [channels, '../../../../apps/api/src/config.js'],
  ['libs/channels/src/email/x.int-spec.ts', 'pg'],
  ['libs/channels/src/testing/x.ts', '@nestjs/common'],
  ...[
    'typeorm',
    'imapflow',
    'nodemailer',
    'nodemailer/lib/mime-node',
    'mailparser',
    'smtp-server',
    'react',
    '@diwan/inbox-ui',
  ].map((name) => [api, name]),
  ['apps/api/src/tickets/x.controller.ts', 'typeorm'],
  ['apps/api/src/tickets/x.int-spec.ts', 'typeorm'],
  ['apps/api/src/tickets/x.repository.ts', 'imapflow'],
  ['apps/api/src/database/x.ts', 'nodemailer'],
  [api, '../../../../libs/tickets/src/index.js'],
  ...['node:fs', 'path', '@diwan/channels', '@diwan/api', '@nestjs/common', 'typeorm', 'pg', 'nodemailer'].map(
    (name) => [inbox, name],
  ),
  [inbox, '../../../api/src/config.js'],
  ['apps/inbox-ui/src/x.spec.tsx', '@diwan/api'],
  ...['@diwan/tickets', '@diwan/contracts', '@diwan/inbox-ui', '@diwan/api', 'react', 'zod', 'ws', 'node:fs', 'fs'].map(
    (name) => [widget, name],
  ),
  [widget, '../../../inbox-ui/src/ui/theme.js'],
  ['apps/chat-widget/src/x.spec.ts', '@diwan/tickets'],
  [e2e, '@diwan/api'],
  [e2e, '../../api/src/config.js'],
  [migrations, '@diwan/tickets'],
  [migrations, '../libs/tickets/src/index.js'],
].map(([file, from]) => ({ file, text: use('thing', from), rule: 'no-restricted-imports', what: from }));

const forbidden = [
  ...forbiddenImports,
  ...['Ticket', 'TicketStanding', 'TicketIdentity', 'ticketStatuses', 'decideIntake', 'changeStatus'].map((name) => ({
    file: channels,
    text: use(name, '@diwan/tickets'),
    rule: 'no-restricted-imports',
    what: `${name} of the domain`,
  })),
  {
    file: channels,
    text: `export * from '@diwan/tickets';\n`,
    rule: 'no-restricted-imports',
    what: 'the domain as a whole',
  },
  {
    file: channels,
    text: `export const load = () => import('typeorm');\n`,
    rule: 'no-restricted-imports',
    what: 'typeorm at run time',
  },
  { file: contracts, text: `export type { Pool } from 'pg';\n`, rule: 'no-restricted-imports', what: 'a type of pg' },
  {
    file: inbox,
    text: use('decideIntake', '@diwan/tickets'),
    rule: 'no-restricted-imports',
    what: 'decisions of the domain',
  },
  { file: api, text: 'export const home = process.env.HOME;\n', rule: 'no-process-env', what: 'process.env' },
  {
    file: 'apps/api/src/database/x.ts',
    text: use('env', 'node:process'),
    rule: 'no-restricted-imports',
    what: 'the environment',
  },
  { file: api, text: use('env', 'node:process'), rule: 'no-restricted-imports', what: 'the environment' },
  { file: channels, text: 'export const home = process.env.HOME;\n', rule: 'no-process-env', what: 'process.env' },
  {
    file: api,
    text: 'export async function go(): Promise<void> {}\ngo();\n',
    rule: 'no-floating-promises',
    what: 'a promise nobody awaits',
  },
  {
    file: api,
    text: `export function say(x: 'a' | 'b'): string {\n  switch (x) {\n    case 'a':\n      return '1';\n  }\n  return '2';\n}\n`,
    rule: 'switch-exhaustiveness-check',
    what: 'a switch with a hole',
  },
  { file: api, text: 'export const x = (y: any): unknown => y;\n', rule: 'no-explicit-any', what: 'any' },
  {
    file: channels,
    text: `import { A } from './a.js';\nexport const x = (y: A): A => y;\n`,
    rule: 'consistent-type-imports',
    what: 'a type imported as a value',
  },
  { file: api, text: 'export default 1;\n', rule: 'no-default-export', what: 'a default export' },
  {
    file: api,
    text: 'export const x = 1;\n'.repeat(1) + '\n// line'.repeat(301),
    rule: 'max-lines',
    what: '300 lines',
  },
  {
    file: 'apps/api/src/x.spec.ts',
    text: 'export const x = 1;\n' + '\n// line'.repeat(401),
    rule: 'max-lines',
    what: '400 lines of a spec',
  },
  {
    file: 'apps/api/src/x.ts',
    text: 'export const x = (a: 1, b: 1, c: 1, d: 1): unknown => [a, b, c, d];\n',
    rule: 'max-params',
    what: 'a fourth parameter',
  },
  {
    file: api,
    text: 'export const x = (a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1): unknown => [a, b, c, d, e, f, g];\n',
    rule: 'max-params',
    what: 'a seventh dependency',
  },
  {
    file: api,
    text: `export function x(a: number): number {\n${'  if (a) a++;\n'.repeat(11)}  return a;\n}\n`,
    rule: 'complexity',
    what: 'twelve ways through',
  },
];

const permitted = [
  [domain, use('thing', '../message/y.js')],
  ['libs/tickets/src/ticket/x.spec.ts', use('thing', '@jest/globals') + `import 'fast-check';\n`],
  [contracts, use('thing', '@diwan/tickets') + `import 'zod';\nimport './y.js';\n`],
  ['libs/contracts/src/x.spec.ts', use('thing', '@jest/globals') + `import 'zod';\n`],
  [
    channels,
    use('foldText', '@diwan/tickets') +
      `import 'imapflow';\nimport 'node:fs';\nimport '@diwan/contracts';\nimport '../channel.js';\n`,
  ],
  [channels, `import type { InboundMessage } from '@diwan/tickets';\nexport type Wire = InboundMessage;\n`],
  [
    api,
    use('decideIntake', '@diwan/tickets') + `import '@nestjs/common';\nimport '@diwan/channels';\nimport 'node:fs';\n`,
  ],
  ['apps/api/src/tickets/x.schema.ts', use('thing', 'typeorm')],
  ['apps/api/src/tickets/x.repository.ts', use('thing', 'typeorm')],
  ['apps/api/src/tickets/x.query.ts', use('thing', 'typeorm')],
  ['apps/api/src/database/x.ts', use('thing', 'typeorm') + `import 'pg';\n`],
  ['apps/api/src/config.ts', 'export const home = process.env.HOME;\n'],
  ['apps/api/src/testing/x.ts', 'export const home = process.env.HOME;\n'],
  [
    inbox,
    use('unsolvedStatuses', '@diwan/tickets') + `import 'react';\nimport '@diwan/contracts';\nimport 'react-router';\n`,
  ],
  [
    widget,
    use('thing', 'preact/hooks') +
      `import 'preact';\nimport '../y.js';\nimport './style.css';\nimport type { ChatMessage } from '@diwan/contracts';\nexport type M = ChatMessage;\n`,
  ],
  ['apps/chat-widget/src/x.spec.ts', use('thing', '@diwan/contracts') + `import 'ws';\nimport 'fast-check';\n`],
  [migrations, use('thing', 'typeorm')],
  [e2e, use('thing', 'imapflow') + `import 'node:fs';\n`],
  ['tools/x.mjs', use('thing', 'nodemailer')],
  [
    api,
    `import { Database } from './database.js';\nexport class X {\n  constructor(readonly database: Database) {}\n}\n`,
  ],
  ['apps/api/src/realtime/agent-gateway.ts', 'export const x = (a: 1, b: 1, c: 1, d: 1): unknown => [a, b, c, d];\n'],
  [api, 'export const x = (a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): unknown => [a, b, c, d, e, f];\n'],
];

/** Every case gets a name of its own in the folder it speaks of, so that one run of the linter answers all. */
function numbered(file, number) {
  return file.replace(/(^|\/)([^/]*)x\.([^/]*)$/, `$1$2case-${number}.$3`);
}

describe('the linter', () => {
  let complaints;
  const files = {
    'apps/api/src/cycle/a.ts': `import { b } from './b.js';\nexport const a = (): unknown => b;\n`,
    'apps/api/src/cycle/b.ts': `import { a } from './a.js';\nexport const b = (): unknown => a;\n`,
  };
  const forbiddenCases = forbidden.map((entry, index) => ({ ...entry, file: numbered(entry.file, index) }));
  const permittedCases = permitted.map(([file, text], index) => {
    const alone = /(^|\/)(config|agent-gateway)\.ts$/.test(file) ? file : numbered(file, 1000 + index);
    return [alone, text];
  });

  beforeAll(async () => {
    for (const { file, text } of forbiddenCases) files[file] = text;
    for (const [file, text] of permittedCases) files[file] = text;
    complaints = await lintFiles(files);
  });

  it.each(forbiddenCases.map((entry) => [entry.file, entry.what, entry.rule]))(
    'stops %s at %s',
    (file, _what, rule) => {
      const rules = complaints.filter((complaint) => complaint.file === file).map((complaint) => complaint.rule);
      expect(rules).toEqual(expect.arrayContaining([expect.stringContaining(`(${rule})`)]));
    },
  );

  it.each(permittedCases.map(([file, text]) => [file, text.split('\n')[0]]))('lets %s %s', (file) => {
    expect(complaints.filter((complaint) => complaint.file === file)).toEqual([]);
  });

  it('stops two files that import each other', () => {
    const rules = complaints.filter(({ file }) => file.startsWith('apps/api/src/cycle/')).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining([expect.stringContaining('(no-cycle)')]));
  });
});
