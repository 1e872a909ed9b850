import { useEffect, useState } from 'react';

/** Milliseconds until an instant, and which part of the time that there was when it was first shown. */
export function useTimeLeft(until: string): { left: number; part: number } {
  const [left, setLeft] = useState(() => Date.parse(until) - Date.now());
  const [whole] = useState(() => Math.max(1, left));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Date.parse(until) - Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return { left, part: Math.min(1, Math.max(0, left / whole)) };
}

const ring = 2 * Math.PI * 6;

/** Empties as time goes by; the seconds stand beside it in words. */
export function CountdownRing({ part }: { part: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 -rotate-90">
      <circle cx="8" cy="8" r="6" fill="none" stroke="var(--border)" strokeWidth="2" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={ring}
        strokeDashoffset={ring * (1 - part)}
      />
    </svg>
  );
}
