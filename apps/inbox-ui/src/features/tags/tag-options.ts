import type { Tag } from '@diwan/contracts';
import { tagKey } from '@diwan/tickets';

/** `id` null: a tag that there is not yet. */
export type TagOption = { id: string | null; name: string };

/** What can be picked for what was typed: tags that are not there already, in any spelling, and last a new one of that name. */
export function tagOptions(tags: readonly Tag[], chosen: readonly Tag[], text: string): TagOption[] {
  const key = tagKey(text);
  const isChosen = (tag: Tag): boolean => chosen.some(({ id }) => id === tag.id);
  const found = tags.filter((tag) => !isChosen(tag) && tagKey(tag.name).includes(key));
  const isKnown = [...tags, ...chosen].some((tag) => tagKey(tag.name) === key);
  return [...found, ...(key === '' || isKnown ? [] : [{ id: null, name: text.trim() }])];
}

/** What Enter means where nothing was picked with the arrows: the tag of that name, or a new one; null where it is there. */
export function typedTag(tags: readonly Tag[], chosen: readonly Tag[], text: string): TagOption | null {
  const key = tagKey(text);
  return tagOptions(tags, chosen, text).find(({ name }) => key !== '' && tagKey(name) === key) ?? null;
}
