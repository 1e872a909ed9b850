/** Longer ones are not ids; RFC 5322 lines end at 998. */
const longest = 998;

/**
 * The ids in a Message-ID, In-Reply-To, References or Content-ID value, in order, without angle brackets. Tolerates commas,
 * missing brackets, folding inside brackets, comments and the phrases of RFC 822 ("Your message of Monday <id>").
 */
export function messageIds(value: string): string[] {
  const tokens = value.match(/<[^<>]*>|"[^"]*"|\([^()]*\)|[^\s,;<>"()]+/g) ?? [];
  const bracketed = tokens.filter((token) => token.startsWith('<'));
  const words = tokens.filter((token) => !/^[<"(]/.test(token));
  // Words without an @ make it a phrase, and a phrase may name the author's address, which is no id.
  const phrase = words.some((word) => !word.includes('@'));
  return (bracketed.length === 0 ? bareIds(words) : phrase ? bracketed : tokens.filter((token) => !/^["(]/.test(token)))
    .map((id) => id.replace(/[<>\s]+/g, ''))
    .filter((id) => id !== '' && id.length <= longest);
}

function bareIds(words: string[]): string[] {
  return words.length === 1 ? words : words.filter((word) => word.includes('@'));
}
