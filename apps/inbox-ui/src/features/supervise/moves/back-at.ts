export const backChoices = ['never', '1', '2', '4', 'at'] as const;
/** `at` counts with the choice of the same name: an instant, or null while it is not one yet. */
export type BackDraft = { choice: (typeof backChoices)[number]; at: string | null };
export const forGood: BackDraft = { choice: 'never', at: null };

const hour = 3_600_000;

/** When the tickets go back: null for never; undefined while a time is wanted and what is chosen is none or has passed. */
export function backAtOf({ choice, at }: BackDraft, now: Date): string | null | undefined {
  if (choice === 'never') return null;
  if (choice !== 'at') return new Date(now.getTime() + Number(choice) * hour).toISOString();
  return at !== null && Date.parse(at) > now.getTime() ? at : undefined;
}
