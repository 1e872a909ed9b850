// What is injected: openings of conversations, replies to earlier letters, and mail that has to be kept aside.
export type Expected = 'message' | 'auto_mailer' | 'blank';

export type Letter = {
  id: number;
  way: 'imap' | 'smtp';
  /** Without angle brackets. */
  messageId: string;
  from: string;
  /** The letter that opened its conversation: itself, unless this is a reply. */
  root: number;
  text: string;
  expected: Expected;
  raw: string;
};

export type LettersOptions = { imap: number; smtp: number; to: string; random: () => number };

const replyShare = 0.35;
const heldShare = 0.04;

/**
 * `imap` + `smtp` letters in the order in which they are injected. A reply may go another way than the letter it answers,
 * and so overtake it: it belongs to the same ticket all the same.
 */
export function writeLetters({ imap, smtp, to, random }: LettersOptions): Letter[] {
  const run = Math.floor(random() * 1e9).toString(36);
  const letters: Letter[] = [];
  let imapLeft = imap;
  for (let id = 0; id < imap + smtp; id++) {
    const byImap = random() < imapLeft / (imap + smtp - id);
    if (byImap) imapLeft -= 1;
    const parents = letters.filter(({ expected }) => expected === 'message');
    const parent = random() < replyShare ? parents[Math.floor(random() * parents.length)] : undefined;
    letters.push(
      writeLetter(
        { id, run, to, way: byImap ? 'imap' : 'smtp', parent, expected: parent ? 'message' : chooseFate(random()) },
        letters,
      ),
    );
  }
  return letters;
}

function chooseFate(chance: number): Expected {
  if (chance < heldShare / 2) return 'blank';
  return chance < heldShare ? 'auto_mailer' : 'message';
}

type Draft = Pick<Letter, 'id' | 'way' | 'expected'> & { run: string; to: string; parent: Letter | undefined };

function writeLetter({ id, way, expected, run, to, parent }: Draft, earlier: readonly Letter[]): Letter {
  const messageId = `${run}.${id}@ledger.example`;
  const root = parent?.root ?? id;
  const from = `contact-${run}-${root}@ledger.example`;
  const blank = expected === 'blank';
  const text = blank
    ? ''
    : `Letter ${id} of run ${run}. نامهٔ شمارهٔ ${id}. ${'Some more words. '.repeat(id % 40)}`.trim();
  const subject = blank ? '' : `${parent ? 'Re: ' : ''}Matter ${run} ${root}`;
  const ancestors = parent ? [...new Set([earlier[root]?.messageId ?? '', parent.messageId])] : [];
  const lines = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    ...(parent
      ? [`In-Reply-To: <${parent.messageId}>`, `References: ${ancestors.map((each) => `<${each}>`).join(' ')}`]
      : []),
    ...(expected === 'auto_mailer' ? ['Auto-Submitted: auto-replied'] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ];
  return { id, way, messageId, from, root, text, expected, raw: lines.join('\r\n') };
}
