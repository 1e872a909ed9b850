// `npm run diwan -- <command>`: what an operator does without the inbox. Only results go to stdout.
import 'reflect-metadata';
import { findCommand, usage } from './cli/commands.js';
import { CommandError } from './cli/command.js';
import { describe } from './run-process.js';

const [name, ...args] = process.argv.slice(2);
const command = findCommand(name, args[0]);

if (!command) {
  console.error(usage(name));
  process.exitCode = name === undefined || name === 'help' || name === '--help' ? 0 : 2;
} else {
  try {
    process.exitCode = await command.run(args.slice(command.words.length - 1));
  } catch (error) {
    console.error(describe(error));
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  }
}
