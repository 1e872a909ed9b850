import type { Command } from './command.js';
import { backupCommand, restoreCommand } from './backup.command.js';
import { doctorCommand } from './doctor.command.js';
import { mailExplainCommand } from './mail-explain.command.js';
import { mailImportCommand } from './mail-import.command.js';
import { mailInspectCommand } from './mail-inspect.command.js';
import { seedCommand } from './seed.command.js';
import { userCreateCommand } from './user-create.command.js';

const commands: readonly Command[] = [
  doctorCommand,
  userCreateCommand,
  seedCommand,
  backupCommand,
  restoreCommand,
  mailInspectCommand,
  mailImportCommand,
  mailExplainCommand,
];

export function findCommand(first: string | undefined, second: string | undefined): Command | null {
  return commands.find(({ words }) => words[0] === first && (words[1] === undefined || words[1] === second)) ?? null;
}

export function usage(wrong?: string): string {
  const lines = commands.map(({ words, parameters, summary }) => {
    const call = `${words.join(' ')} ${parameters}`.trim();
    return `  ${call.padEnd(58)} ${summary}`;
  });
  const said = wrong === undefined || wrong === 'help' || wrong === '--help' ? [] : [`Unknown command: ${wrong}`, ''];
  return [...said, 'Usage: npm run diwan -- <command>', '', ...lines].join('\n');
}
