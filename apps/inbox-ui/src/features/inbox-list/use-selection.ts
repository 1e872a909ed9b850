import type { TicketRow } from '@diwan/contracts';
import { useMemo, useState } from 'react';

export type Selection = {
  numbers: ReadonlySet<number>;
  toggle: (number: number) => void;
  add: (number: number) => void;
  clear: () => void;
};

/** Tickets picked one by one. What has left the list is no longer picked: nobody moves what they do not see. */
export function useSelection(rows: readonly TicketRow[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  return useMemo(() => {
    const shown = new Set(rows.map(({ number }) => number));
    const numbers = new Set([...picked].filter((number) => shown.has(number)));
    return {
      numbers,
      toggle: (number) => setPicked(numbers.has(number) ? without(numbers, number) : new Set([...numbers, number])),
      add: (number) => setPicked((before) => new Set([...before, number])),
      clear: () => setPicked(new Set()),
    };
  }, [rows, picked]);
}

function without(numbers: ReadonlySet<number>, number: number): ReadonlySet<number> {
  return new Set([...numbers].filter((other) => other !== number));
}
