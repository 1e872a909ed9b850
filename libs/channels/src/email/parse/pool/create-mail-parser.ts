// Parses mails off the main thread: a mail made to hang or to fill the memory costs its own thread and nothing else.
import type { ParsedMail } from '../../parsed-mail.js';
import type { ParseMailOptions } from '../parse-mail.js';
import { MailParseError } from './mail-parse-error.js';
import { startParserThread, type ParserThread } from './parser-thread.js';

export type MailParserOptions = {
  /**
   * At most this many mails at once, and as many again beside mails that take long: a few made to hang do not stop the
   * rest. Large mails have one thread of their own. Threads start when needed and end after 30 s without work.
   */
  threads: number;
  /** For one mail, counted from when a thread takes it. Default 10,000. */
  timeoutMs?: number;
  /** JavaScript heap of one thread. Default 512. */
  heapMb?: number;
  defaultCharset?: string;
};

export type MailParser = {
  /** `raw` is copied and stays the caller's. @throws MailParseError */
  parse(raw: Uint8Array, options?: ParseMailOptions): Promise<ParsedMail>;
  /** Takes no more mails, waits for those it has, ends the threads. */
  close(): Promise<void>;
};

type Job = {
  raw: Uint8Array;
  options: ParseMailOptions;
  resolve: (mail: ParsedMail) => void;
  reject: (error: unknown) => void;
};

const idleMs = 30_000;
/** A mail that takes longer gives its place to the next and goes on in the slow lane. */
const slowMs = 250;
/** Larger mails may take long from the start: the others keep the threads that are warm. */
const largeBytes = 1024 * 1024;

export function createMailParser(options: MailParserOptions): MailParser {
  const lane = new Lane(options);
  const largeLane = new Lane({ ...options, threads: 1 });
  return {
    parse: (raw, parseOptions) => (raw.length > largeBytes ? largeLane : lane).parse(raw, parseOptions),
    close: async () => void (await Promise.all([lane.close(), largeLane.close()])),
  };
}

class Lane {
  private readonly queue: Job[] = [];
  private readonly idle: { thread: ParserThread; timer: NodeJS.Timeout }[] = [];
  private readonly busy = new Set<Promise<void>>();
  private slow = 0;
  private closed = false;

  constructor(private readonly options: MailParserOptions) {}

  parse(raw: Uint8Array, options: ParseMailOptions = {}): Promise<ParsedMail> {
    if (this.closed)
      return Promise.reject(new MailParseError('mail.parse_failed', { message: 'the mail parser is closed' }));
    const { defaultCharset } = this.options;
    const merged = { ...(defaultCharset === undefined ? {} : { defaultCharset }), ...options };
    return new Promise((resolve, reject) => {
      this.queue.push({ raw, options: merged, resolve, reject });
      this.serve();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    while (this.busy.size > 0) await Promise.all(this.busy);
    await Promise.all(this.idle.splice(0).map(({ thread, timer }) => endIdle(thread, timer)));
  }

  private serve(): void {
    while (this.queue.length > 0 && this.busy.size < this.options.threads + Math.min(this.slow, this.options.threads)) {
      const job = this.queue.shift() as Job;
      const work = this.work(job).finally(() => {
        this.busy.delete(work);
        this.serve();
      });
      this.busy.add(work);
    }
  }

  /** Never rejects: the outcome goes to whoever asked for this mail. */
  private async work({ raw, options, resolve, reject }: Job): Promise<void> {
    let isSlow = false;
    const watch = setTimeout(() => {
      isSlow = true;
      this.slow++;
      this.serve();
    }, slowMs);
    try {
      const thread = this.takeThread();
      try {
        // A copy of its own: transferring the caller's buffer would empty it.
        resolve(await thread.run({ raw: new Uint8Array(raw), options }));
      } finally {
        this.putBack(thread);
      }
    } catch (error) {
      reject(error);
    } finally {
      clearTimeout(watch);
      if (isSlow) this.slow--;
    }
  }

  /** The one used last: the others may become idle long enough to end. */
  private takeThread(): ParserThread {
    for (let waiting = this.idle.pop(); waiting !== undefined; waiting = this.idle.pop()) {
      clearTimeout(waiting.timer);
      if (waiting.thread.isAlive()) return waiting.thread;
    }
    return startParserThread({ timeoutMs: this.options.timeoutMs ?? 10_000, heapMb: this.options.heapMb ?? 512 });
  }

  private putBack(thread: ParserThread): void {
    if (!thread.isAlive()) return;
    const timer = setTimeout(() => {
      const at = this.idle.findIndex((waiting) => waiting.thread === thread);
      if (at >= 0) this.idle.splice(at, 1);
      void thread.end(); // Idle: nothing is lost whenever it ends.
    }, idleMs);
    timer.unref();
    this.idle.push({ thread, timer });
  }
}

async function endIdle(thread: ParserThread, timer: NodeJS.Timeout): Promise<void> {
  clearTimeout(timer);
  await thread.end();
}
