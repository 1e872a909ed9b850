/** The agent's signature below what they wrote, marked off as mail programs do (RFC 3676 section 4.3). */
export function withSignature(html: string, signature: string): string {
  if (signature.trim() === '') return html;
  const lines = signature
    .trim()
    .split('\n')
    .map((line) => line.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark));
  return `${html}<p dir="auto">-- <br>${lines.join('<br>')}</p>`;
}
