const nul = /\u0000/g;

function storable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return (value.includes('\u0000') ? value.replace(nul, '\uFFFD') : value).toWellFormed();
}

/**
 * Rows for `jsonb_to_recordset`. PostgreSQL's text knows neither NUL nor half a surrogate pair, and mail brings both: they
 * become U+FFFD.
 */
export function jsonRows(rows: unknown): string {
  return JSON.stringify(rows, storable);
}

/** The same for one text that goes in as a parameter. */
export function storableText(text: string): string {
  return storable('', text) as string;
}
