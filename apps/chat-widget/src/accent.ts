/** The colour of the brand, and what can be read on it. */
const usual = '#0b6e75';

export function accentOf(colour: string | null | undefined): string {
  return /^#[0-9a-f]{6}$/i.test(colour ?? '') ? (colour as string) : usual;
}

/**
 * Black or white, whichever has more contrast: one of them always has 4.5:1. Relative luminance of WCAG 2.2 with the power
 * of 2.2, which differs from its curve by less than a hundredth; at 0.179 both have the same contrast.
 */
export function readableOn(colour: string): '#000' | '#fff' {
  const light = [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, at) => sum + weight * (parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16) / 255) ** 2.2,
    0,
  );
  return light > 0.179 ? '#000' : '#fff';
}
