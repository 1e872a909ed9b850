// What a thread shows while it grows: mails tell their height late, new messages arrive, the composer takes room.
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { restingPlace } from './resting-place.js';

/** Within this many pixels of the end, new messages are followed. */
const nearEnd = 120;

/** `newest`: the reader has not moved since the newest message was shown; `end`: moved, to the end; null: reads elsewhere. */
type Hold = 'newest' | 'end' | null;
type Follow = {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** False: something else in the thread was asked for. */
  enabled: boolean;
  /** The reader's own messages are shown from wherever the newest one was. */
  newestIsMine: boolean;
};

/** Starts at the newest message and stays with it while content grows, unless the reader has scrolled away. */
export function useFollowNewest({ scroller, content, enabled, newestIsMine }: Follow): void {
  const hold = useRef<Hold>(enabled ? 'newest' : null);
  const mine = useRef(newestIsMine);
  // A layout effect: the size is observed before ordinary effects run.
  useLayoutEffect(() => {
    mine.current = newestIsMine;
  });
  useLayoutEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const newestOf = () => [...inner.querySelectorAll<HTMLElement>(':scope > article')].at(-1);
    let known = newestOf()?.id;
    let placed = -1;
    let atEnd = true;
    const settle = () => {
      const newest = newestOf();
      if (newest && newest.id !== known) {
        known = newest.id;
        if (hold.current === 'end' || (hold.current && mine.current)) hold.current = 'newest';
        // At rest at the start of a long message: it is being read.
        else if (hold.current && !atEnd) hold.current = null;
      }
      if (hold.current === 'end') box.scrollTop = box.scrollHeight;
      else if (hold.current) {
        box.scrollTop = placeOf(box, newest);
        placed = box.scrollTop;
      }
      atEnd = toEnd(box) < nearEnd;
    };
    const look = () => {
      atEnd = toEnd(box) < nearEnd;
      if (hold.current === 'newest' && Math.abs(box.scrollTop - placed) <= 1) return;
      hold.current = atEnd ? 'end' : null;
    };
    const observer = new ResizeObserver(settle);
    observer.observe(inner);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    settle();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [scroller, content]);
}

function toEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

function placeOf(box: HTMLElement, newest: HTMLElement | undefined): number {
  const top = newest
    ? newest.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
    : box.scrollHeight;
  return restingPlace({ contentHeight: box.scrollHeight, viewHeight: box.clientHeight, newestTop: top });
}
