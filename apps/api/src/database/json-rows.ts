const nul = /\u0000/g;

function storable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return (value.includes('\u0000') ? value.replace(nul, '\uFFFD') : value).toWellFormed();
}

/** Both are escapes in JSON; where neither may be one, nobody needs to look at each value. */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/;

/**
 * Rows for `jsonb_to_recordset`. PostgreSQL's text knows neither NUL nor half a surrogate pair, and mail brings both: they
 * become U+FFFD.
 */
export function jsonRows(rows: unknown): string {
  const json = JSON.stringify(rows);
  return mayBeUnstorable.test(json) ? JSON.stringify(rows, storable) : json;
}

/** The same for one value that TypeORM turns into JSON. */
export function storableJson<T>(value: T): T {
  return JSON.parse(jsonRows(value)) as T;
}

/** The same for one text that goes in as a parameter. */
export function storableText(text: string): string {
  return storable('', text) as string;
}
