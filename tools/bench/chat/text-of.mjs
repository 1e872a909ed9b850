/** A frame as `ws` hands it over. @param {import('ws').RawData} data */
export function textOf(data) {
  return Buffer.isBuffer(data)
    ? data.toString()
    : Buffer.concat([data].flat().map((part) => Buffer.from(part))).toString();
}
