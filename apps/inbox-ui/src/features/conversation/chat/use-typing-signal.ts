import { useEffect, useMemo } from 'react';
import { useLive } from '../../../realtime/realtime.js';
import { createTypingSignal, type TypingSignal } from './typing-signal.js';

/** Tells the visitor that an answer is being written; over when it is sent, left, or empty. */
export function useTypingSignal(ticket: number): TypingSignal {
  const { send } = useLive();
  const signal = useMemo(
    () => createTypingSignal((on) => send({ type: 'typing', ticket, on }), Date.now),
    [send, ticket],
  );
  useEffect(() => signal.stop, [signal]);
  return signal;
}
