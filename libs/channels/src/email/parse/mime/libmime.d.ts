// libmime ships no types; only what this folder calls is declared.
declare module 'libmime' {
  type StructuredHeader = { value: string | false; params: Record<string, string> };
  const libmime: {
    decodeWords(value: string): string;
    parseHeaderValue(value: string): StructuredHeader;
    normalizeCharset(charset: string): string;
    detectMimeType(extension: string): string;
    detectExtension(contentType: string): string;
  };
  export default libmime;
}
