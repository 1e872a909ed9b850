import type { Attachment, CancelledReply } from '@diwan/contracts';
import { useMemo, useState } from 'react';
import { withoutSent } from '../chat/chat-text.js';
import { emptyDraft, readDraft, writeDraft, type Draft, type Mode } from './draft-store.js';

export type ComposerState = {
  /** Null: folded away. */
  mode: Mode | null;
  /** Changes when the editor must take its content anew. */
  revision: number;
  draft: Draft;
  open: (mode: Mode) => void;
  fold: () => void;
  write: (change: Partial<Draft>) => void;
  /** Adds a file to whatever the draft has by now. */
  attach: (attachment: Attachment) => void;
  clear: () => void;
  /** A chat message has left: the editor stays open, with what was written meanwhile. */
  goOn: (sent: Draft) => void;
  /** Puts a reply that was taken back exactly as it was into the editor. */
  restore: (cancelled: CancelledReply) => void;
};

type State = { mode: Mode | null; revision: number; drafts: Record<Mode, Draft> };

export function useComposerState(agentId: string, number: number): ComposerState {
  const [state, setState] = useState<State>(() => {
    const drafts = {
      reply: readDraft(agentId, number, 'reply') ?? emptyDraft,
      note: readDraft(agentId, number, 'note') ?? emptyDraft,
    };
    const begun = drafts.reply !== emptyDraft ? 'reply' : drafts.note !== emptyDraft ? 'note' : null;
    return { mode: begun, revision: 0, drafts };
  });
  const actions = useMemo(() => {
    const store = (mode: Mode, draft: Draft) => writeDraft(agentId, number, { ...draft, mode });
    const change = (changed: (draft: Draft) => Partial<Draft>) =>
      setState((old) => {
        if (!old.mode) return old;
        const draft = { ...old.drafts[old.mode], ...changed(old.drafts[old.mode]) };
        store(old.mode, draft);
        return { ...old, drafts: { ...old.drafts, [old.mode]: draft } };
      });
    return {
      open: (mode: Mode) => setState((old) => ({ ...old, mode, revision: old.revision + 1 })),
      fold: () => setState((old) => ({ ...old, mode: null })),
      write: (changes: Partial<Draft>) => change(() => changes),
      attach: (attachment: Attachment) => change(({ attachments }) => ({ attachments: [...attachments, attachment] })),
      clear: () =>
        setState((old) => {
          if (!old.mode) return old;
          store(old.mode, emptyDraft);
          return { mode: null, revision: old.revision + 1, drafts: { ...old.drafts, [old.mode]: emptyDraft } };
        }),
      // Whatever is open by now: it was the reply that left.
      goOn: (sent: Draft) =>
        setState((old) => {
          const reply = withoutSent(old.drafts.reply, sent);
          store('reply', reply);
          return { ...old, drafts: { ...old.drafts, reply } };
        }),
      restore: ({ html, cc, attachments }: CancelledReply) => {
        const draft = { ...emptyDraft, html, cc: cc.map(({ address }) => address).join(', '), attachments };
        store('reply', draft);
        setState((old) => ({
          mode: 'reply',
          revision: old.revision + 1,
          drafts: { ...old.drafts, reply: draft },
        }));
      },
    };
  }, [agentId, number]);
  return {
    mode: state.mode,
    revision: state.revision,
    draft: state.mode ? state.drafts[state.mode] : emptyDraft,
    ...actions,
  };
}
