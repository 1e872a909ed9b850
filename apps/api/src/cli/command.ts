import { parseArgs, type ParseArgsConfig } from 'node:util';

export type Command = {
  /** One or two words: ['doctor'], ['mail', 'inspect']. */
  words: readonly [string] | readonly [string, string];
  /** What comes behind the words, for the usage text. */
  parameters: string;
  summary: string;
  /** Answers the exit code. @throws CommandError for wrong use */
  run: (args: string[]) => Promise<number>;
};

/** Wrong use or a missing file: one line for the person, and the exit code for the script. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 2,
  ) {
    super(message);
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** Reads options and words. @throws CommandError for an unknown option */
export function readArguments<T extends Options>(args: string[], options: T): Arguments<T> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : 'wrong arguments');
  }
}
