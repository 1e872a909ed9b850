import type { Move } from '@diwan/contracts';
import type { MoveRow } from './move.query.js';

export function presentMove(row: MoveRow): Move {
  return {
    ...row,
    backAt: row.backAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}
