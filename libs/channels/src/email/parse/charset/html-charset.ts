/** The charset that an HTML document declares in its first 4 KB, or null. Counts only where the mail declares none. */
export function htmlCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 4096);
  return /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head)?.[1] ?? null;
}
