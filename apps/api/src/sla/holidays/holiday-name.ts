/** Names of some Iranian holidays are stored as shapes of letters instead of letters, without the joiner between words. */
export function holidayName(name: string): string {
  return (
    name
      // The shape of the word Allah brings its own alef.
      .replaceAll('اﷲ', 'ﷲ')
      // The last letter of a word followed by another: a shape shows that a word ends here, a letter alone would join.
      .replace(/([\uFEEA\uFEDE])(?=[\p{L}])/gu, '$1\u200C')
      .normalize('NFKC')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
