/** Drafts in the browser: one per agent, ticket and mode; they survive reload, sign-out by force and a full disk (then in memory only). */
import type { Attachment } from '@diwan/contracts';

export type Mode = 'reply' | 'note';
export type Draft = {
  html: string;
  cc: string;
  attachments: Attachment[];
  /** Newest `seq` on the screen when writing began; null while nothing is written. */
  begunAtSeq: number | null;
};

export const emptyDraft: Draft = { html: '', cc: '', attachments: [], begunAtSeq: null };
/** What goes along. An image taken out of the text stays in the draft, for the case that this is undone, and at home. */
export function sentFiles({ html, attachments }: Draft): Attachment[] {
  return attachments.filter(({ inline, contentId }) => !inline || html.includes(`"cid:${contentId}"`));
}

/** Nothing that could be sent: no file, and no text but spaces and empty lines (an editor's "<p> </p>"). */
export function isBlank(draft: Draft): boolean {
  const { html } = draft;
  if (sentFiles(draft).length > 0 || /<img\b/i.test(html)) return false;
  return html.replace(/<[^>]*>|&nbsp;|[\s\u200b-\u200f\u2060\ufeff]/g, '') === '';
}

const memory = new Map<string, string>();

const keyOf = (agentId: string, number: number, mode: Mode) => `diwan.draft.${agentId}.${number}.${mode}`;

export function readDraft(agentId: string, number: number, mode: Mode): Draft | null {
  const key = keyOf(agentId, number, mode);
  try {
    const text = memory.get(key) ?? localStorage.getItem(key);
    return text ? { ...emptyDraft, ...(JSON.parse(text) as Partial<Draft>) } : null;
  } catch {
    return null;
  }
}

export function writeDraft(agentId: string, number: number, draft: Draft & { mode: Mode }): void {
  const { mode, ...content } = draft;
  const key = keyOf(agentId, number, mode);
  const blank = content.html === '' && content.cc === '' && content.attachments.length === 0;
  try {
    memory.delete(key);
    if (blank) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(content));
  } catch {
    memory.set(key, JSON.stringify(content));
  }
}
