import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps what scrolls at its end: when something is added, and when it becomes smaller (a keyboard, a question below), unless
 * the reader has gone back to read.
 */
export function useEnd(length: number) {
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const goToEnd = () => ref.current?.scrollTo({ top: ref.current.scrollHeight });

  useLayoutEffect(goToEnd, [length]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const note = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    };
    const observer = new ResizeObserver(() => isAtEnd.current && goToEnd());
    element.addEventListener('scroll', note, { passive: true });
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', note);
      observer.disconnect();
    };
  }, []);
  return ref;
}
