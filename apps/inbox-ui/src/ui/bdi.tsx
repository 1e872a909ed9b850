import type { ReactNode } from 'react';

const leftToRight = ['phone', 'email', 'code', 'file'];

/** Keeps the direction of a foreign piece inside itself: codes and addresses always left to right, names as they are. */
export function Bdi({
  kind,
  children,
}: {
  kind: 'phone' | 'email' | 'code' | 'file' | 'name' | 'text';
  children: ReactNode;
}) {
  return leftToRight.includes(kind) ? <bdi dir="ltr">{children}</bdi> : <bdi>{children}</bdi>;
}
