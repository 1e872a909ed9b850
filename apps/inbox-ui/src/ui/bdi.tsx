import { paragraphDirection } from '@diwan/tickets';
import type { ReactNode } from 'react';

const leftToRight = ['phone', 'email', 'code', 'file'];
type Foreign =
  { kind: 'phone' | 'email' | 'code' | 'file' | 'name'; children: ReactNode } | { kind: 'text'; children: string };

/** Keeps the direction of a foreign piece inside itself: codes and addresses left to right, names and texts as they are. */
export function Bdi({ kind, children }: Foreign) {
  if (kind === 'text') return <bdi dir={paragraphDirection(children)}>{children}</bdi>;
  return leftToRight.includes(kind) ? (
    <bdi dir="ltr" className={kind === 'phone' ? 'whitespace-nowrap' : undefined}>
      {children}
    </bdi>
  ) : (
    <bdi>{children}</bdi>
  );
}

/** One line that reads, and is cut off, in its own direction, but begins on the side where the layout begins. */
export function OwnLine({ text, className = '' }: { text: string; className?: string }) {
  return (
    <span className={`flex min-w-0 ${className}`}>
      <span dir={paragraphDirection(text)} className="min-w-0 truncate">
        {text}
      </span>
    </span>
  );
}
