/** Relative luminance of WCAG 2.2, of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white). */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** What text on it is written in: whichever can be read better. */
export function textOn(colour: string): '#000000' | '#ffffff' {
  return contrastOf(colour, '#ffffff') >= contrastOf(colour, '#000000') ? '#ffffff' : '#000000';
}

/** pale: hardly told from a white page (WCAG 2.2, 1.4.11) · middling: neither white nor black stands out well on it. */
export function colourProblem(colour: string): 'pale' | 'middling' | null {
  if (!isColour(colour)) return null;
  if (contrastOf(colour, '#ffffff') < 3) return 'pale';
  return contrastOf(colour, textOn(colour)) < 4.8 ? 'middling' : null;
}
