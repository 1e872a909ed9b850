// One worker thread and the one mail it is busy with.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ParsedMail } from '../../parsed-mail.js';
import { MailParseError, type MailParseErrorCode } from './mail-parse-error.js';
import type { ParseReply, ParseRequest, PostedMail } from './worker-messages.js';

// Beside this file, compiled or bundled. Where this is still TypeScript (jest), the compiled one all the same: threads do not
// inherit jest's transforms.
const beside = new URL('mail-parser-worker.js', import.meta.url);
const compiled = new URL('../../../../dist/email/parse/pool/mail-parser-worker.js', import.meta.url);
const entry = existsSync(beside) ? beside : compiled;

/** Of 48 that it would fill otherwise, for no measurable gain (docs/performance.md). */
const youngMb = 8;

export type ThreadLimits = { timeoutMs: number; heapMb: number };

export type ParserThread = {
  /** @throws MailParseError; after a time or memory limit the thread is gone. */
  run(request: ParseRequest): Promise<ParsedMail>;
  /** False once it has ended; it is then of no more use. */
  isAlive(): boolean;
  end(): Promise<void>;
};

type Settle = { resolve: (mail: ParsedMail) => void; reject: (error: MailParseError) => void };

export function startParserThread(limits: ThreadLimits): ParserThread {
  if (!existsSync(entry)) {
    throw new MailParseError('mail.parse_failed', {
      message: `${fileURLToPath(entry)} is missing: build libs/channels first (npx tsc -b libs/channels)`,
    });
  }
  const resourceLimits = { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: youngMb };
  const worker = new Worker(entry, { execArgv: [], resourceLimits });
  worker.unref();
  let alive = true;
  let waiting: Settle | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => (ready = resolve));

  const settle = (finish: (settle: Settle) => void): void => {
    clearTimeout(timer);
    const settled = waiting;
    waiting = null;
    worker.unref();
    if (settled !== null) finish(settled);
  };
  const die = (code: MailParseErrorCode, cause?: unknown): void => {
    alive = false;
    ready();
    settle(({ reject }) => reject(new MailParseError(code, { cause })));
  };
  worker.on('message', (reply: ParseReply) => {
    if (reply.kind === 'ready') ready();
    else if (reply.kind === 'parsed') settle(({ resolve }) => resolve(received(reply.mail)));
    else settle(({ reject }) => reject(new MailParseError('mail.parse_failed', { message: reply.message })));
  });
  worker.on('error', (error: Error & { code?: string }) =>
    die(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'mail.parse_out_of_memory' : 'mail.parse_failed', error),
  );
  worker.on('exit', () => die('mail.parse_failed'));

  const post = (request: ParseRequest): void => {
    if (!alive) return;
    // Loading the thread's modules is not the mail's time.
    timer = setTimeout(() => {
      die('mail.parse_timed_out');
      void worker.terminate(); // 'exit' follows; nobody waits for it.
    }, limits.timeoutMs);
    worker.postMessage(request, [request.raw.buffer as ArrayBuffer]);
  };
  const run = (request: ParseRequest): Promise<ParsedMail> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      worker.ref();
      void isReady.then(() => post(request)); // Never rejects; `die` settles what is waiting.
    });
  return { run, isAlive: () => alive, end: async () => void (await worker.terminate()) };
}

function received(mail: PostedMail): ParsedMail {
  return { ...mail, replyText: mail.replyText ?? mail.text };
}
