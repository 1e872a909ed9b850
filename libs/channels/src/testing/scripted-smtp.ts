/** An SMTP server that misbehaves as told, for tests: it takes mail unless the script says otherwise at some stage. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export const smtpStages = ['connect', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'inside_data', 'end_of_data'] as const;
export type SmtpStage = (typeof smtpStages)[number];

/** A reply line, or what to do instead of replying: half-close, reset the connection, or never answer again. */
export type SmtpStep = string | { do: 'close' | 'reset' | 'silence' };

/** Steps of one stage are used up in order; after them the stage behaves. */
export type SmtpScript = { [stage in SmtpStage]?: SmtpStep[] };

export type ReceivedMail = { from: string; to: string[]; raw: Buffer };

export type ScriptedSmtp = {
  port: number;
  /** Every mail whose final dot arrived, whatever was answered to it. */
  received: ReceivedMail[];
  /** Command lines of all connections, in order. */
  commands: string[];
  /** Adds a step to what the script still has for `stage`. */
  next: (stage: SmtpStage, step: SmtpStep) => void;
  stop: () => Promise<void>;
};

const politeReplies: Record<SmtpStage, string> = {
  connect: '220 scripted ESMTP',
  EHLO: '250-scripted\r\n250-AUTH PLAIN LOGIN\r\n250-8BITMIME\r\n250 SIZE 100000000',
  AUTH: '235 2.7.0 accepted',
  MAIL: '250 2.1.0 sender ok',
  RCPT: '250 2.1.5 recipient ok',
  DATA: '354 go ahead',
  inside_data: '',
  end_of_data: '250 2.0.0 Ok: queued as SCRIPTED',
};

export async function startScriptedSmtp(script: SmtpScript = {}, port = 0): Promise<ScriptedSmtp> {
  const left = new Map(smtpStages.map((stage) => [stage, [...(script[stage] ?? [])]]));
  const received: ReceivedMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const step = (stage: SmtpStage): void => act(socket, left.get(stage)?.shift() ?? politeReplies[stage]);
    converse(socket, { step, isScripted: (stage) => (left.get(stage)?.length ?? 0) > 0, received, commands });
    step('connect');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    received,
    commands,
    next: (stage, step) => void left.get(stage)?.push(step),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function act(socket: Socket, step: SmtpStep): void {
  if (typeof step === 'string') {
    if (step !== '') socket.write(`${step}\r\n`);
    return;
  }
  socket.pause();
  if (step.do === 'close') socket.end();
  if (step.do === 'reset') socket.resetAndDestroy();
}

type Conversation = {
  step: (stage: SmtpStage) => void;
  isScripted: (stage: SmtpStage) => boolean;
  received: ReceivedMail[];
  commands: string[];
};

function converse(socket: Socket, { step, isScripted, received, commands }: Conversation): void {
  let buffered = '';
  let inData = false;
  let mail = { from: '', to: [] as string[] };

  const readLines = (): void => {
    for (let end = buffered.indexOf('\r\n'); end >= 0 && !inData; end = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 2);
      commands.push(line);
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
      if (verb === 'MAIL') mail = { from: pathOf(line), to: [] };
      if (verb === 'RCPT') mail.to.push(pathOf(line));
      if (verb === 'DATA') inData = !isScripted('DATA');
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else if (isStage(verb)) step(verb);
      else socket.write(verb === 'STARTTLS' ? '502 5.5.1 not here\r\n' : '250 ok\r\n');
    }
  };
  const readData = (): void => {
    if (isScripted('inside_data')) return step('inside_data');
    const end = `\r\n${buffered}`.indexOf('\r\n.\r\n');
    if (end < 0) return;
    received.push({ ...mail, raw: Buffer.from(buffered.slice(0, end).replace(/(^|\r\n)\.\./g, '$1.'), 'latin1') });
    buffered = buffered.slice(end + 3);
    inData = false;
    step('end_of_data');
    readLines();
  };
  socket.on('data', (chunk: Buffer) => {
    buffered += chunk.toString('latin1');
    if (!inData) readLines();
    if (inData) readData();
  });
}

const isStage = (verb: string): verb is SmtpStage => (smtpStages as readonly string[]).includes(verb);
const pathOf = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
