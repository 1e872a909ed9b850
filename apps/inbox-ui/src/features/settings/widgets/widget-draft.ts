/** A widget while it is edited: the list of origins is lines, no mailbox is ''. */
import type { IdentityMethod, Language, SaveWidget, Widget } from '@diwan/contracts';

export type WidgetDraft = Omit<
  SaveWidget,
  'origins' | 'greetings' | 'mailInboxId' | 'identityMethod' | 'identityKey'
> & {
  origins: string;
  greetings: Record<Language, string>;
  mailInboxId: string;
  identityMethod: IdentityMethod;
  /** Only what is typed: the one that is stored never comes back. */
  identityKey: string;
  hasIdentityKey: boolean;
};

export const identityMethods = ['none', 'HS256', 'EdDSA'] as const satisfies readonly IdentityMethod[];

const noIdentity = { identityMethod: 'none', identityKey: '', hasIdentityKey: false } as const;
const noGreetings: Record<Language, string> = { en: '', ar: '', fa: '' };

export function draftOf(widget: Widget | null, fallback: { queueId: string; language: Language }): WidgetDraft {
  if (!widget) {
    const blank = {
      name: '',
      accent: '#0b6e75',
      position: 'end',
      enabled: true,
      origins: '',
      mailInboxId: '',
    } as const;
    return { ...blank, ...noIdentity, ...fallback, greetings: noGreetings };
  }
  const { name, queueId, language, accent, position, enabled } = widget;
  return {
    name,
    queueId,
    language,
    accent,
    position,
    enabled,
    origins: widget.origins.join('\n'),
    greetings: { ...noGreetings, ...widget.greetings },
    mailInboxId: widget.mailInboxId ?? '',
    identityMethod: widget.identityMethod,
    identityKey: '',
    hasIdentityKey: widget.hasIdentityKey,
  };
}

export function requestOf({ identityKey, hasIdentityKey: _hasIdentityKey, ...draft }: WidgetDraft): SaveWidget {
  const key = draft.identityMethod === 'none' ? '' : identityKey.trim();
  const greetings = Object.entries(draft.greetings).filter(([, text]) => text.trim() !== '');
  return {
    ...draft,
    name: draft.name.trim(),
    origins: [...new Set(originsIn(draft.origins))],
    greetings: Object.fromEntries(greetings),
    mailInboxId: draft.mailInboxId || null,
    // Left out, the one that is stored stays.
    ...(key === '' ? {} : { identityKey: key }),
  };
}

function originsIn(text: string): string[] {
  return text
    .split(/[\s,،;؛]+/)
    .map((line) => line.replace(/\/$/, '').toLowerCase())
    .filter((line) => line !== '');
}

export type OriginProblem = { text: string; why: 'scheme' | 'path' | 'host' };

/** The first that a browser would never call an origin (RFC 6454), with what is wrong about it. */
export function wrongOrigin(text: string): OriginProblem | null {
  for (const origin of originsIn(text)) {
    const why = problemOf(origin);
    if (why) return { text: origin, why };
  }
  return null;
}

function problemOf(origin: string): OriginProblem['why'] | null {
  if (!/^https?:\/\//.test(origin)) return 'scheme';
  const rest = origin.replace(/^https?:\/\//, '');
  if (/[/?#]/.test(rest)) return 'path';
  return /^(\*\.)?[^\s:@*]+(:\d{1,5})?$/.test(rest) ? null : 'host';
}
