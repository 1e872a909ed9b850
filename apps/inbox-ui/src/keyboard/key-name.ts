/** What a key press means, whatever layout is active. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Punctuation that Persian and Arabic layouts type elsewhere; by position of the QWERTY key. */
const byCode: Record<string, string> = { Slash: '/', BracketLeft: '[', BracketRight: ']' };

/**
 * "j", "Shift+e", "Mod+Enter", "?". Letters come from `code` when the layout types something else (ت on KeyJ), so that
 * verbs stay where the fingers know them; both layouts put ؟ on Shift+slash.
 */
export function keyName(event: KeyPress): string {
  const char = characterOf(event);
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  // Shift is part of a sign such as "?", but a modifier of letters and named keys.
  const shift = event.shiftKey && (/^[a-z0-9]$/.test(char) || char.length > 1) ? 'Shift+' : '';
  return `${mod}${alt}${shift}${char}`;
}

function characterOf({ key, code, shiftKey }: KeyPress): string {
  if (key === '؟') return '?';
  if (key.length > 1) return key;
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  if (/^Digit\d$/.test(code)) return code.slice(5);
  if (code === 'Slash' && shiftKey) return '?';
  return byCode[code] ?? key;
}
