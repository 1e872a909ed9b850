// Decides what an attachment is: the declared type is a claim, the first bytes are evidence.
import { fileTypeFromBuffer } from 'file-type';
import libmime from 'libmime';

const unsaid =
  /^(application\/(octet-stream|x-octet-stream|octetstream|binary|unknown|x-unknown|x-download|force-download|x-force-download|download|save|stream|x-msdownload)|binary\/octet-stream|multipart\/.*|\*\/\*|)$/;
const typeForm = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;
/** Containers that many precise types are made of; they contradict nothing of `application/`. */
const container = /^application\/(zip|x-cfb|xml|gzip|json)$/;
const sniffedBytes = 64 * 1024;

const aliases: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'application/x-pdf': 'application/pdf',
  'application/x-zip-compressed': 'application/zip',
  'application/x-zip': 'application/zip',
};

/** @param declared lower-cased. @returns the type by content where the declared one says nothing or contradicts it. */
export async function settleContentType(declared: string, name: string, content: Uint8Array): Promise<string> {
  const claimed = typeForm.test(declared) ? (aliases[declared] ?? declared) : '';
  const found = (await fileTypeFromBuffer(content.subarray(0, sniffedBytes)).catch(() => undefined))?.mime;
  if (unsaid.test(claimed)) return precise(found, name) ?? 'application/octet-stream';
  if (found === undefined || !contradicts(claimed, found, content)) return claimed;
  return found;
}

/** A container found under a telling name is what the name says: report.docx is a zip. */
function precise(found: string | undefined, name: string): string | undefined {
  if (found !== undefined && !container.test(found)) return found;
  const byName = name.includes('.') ? libmime.detectMimeType(name) : 'application/octet-stream';
  return byName === 'application/octet-stream' ? found : byName;
}

function contradicts(claimed: string, found: string, content: Uint8Array): boolean {
  if (claimed === found) return false;
  const [kind] = claimed.split('/');
  // Two letters of plain text can be the magic number of an image; text has no NUL bytes.
  if (kind === 'text' || kind === 'message')
    return content.subarray(0, sniffedBytes).includes(0) && found !== 'application/xml';
  if (kind === 'application')
    return (
      claimed === 'application/pdf' || (/^(image|audio|video)\//.test(found) && !/\b(ogg|mp4|xml)\b/.test(claimed))
    );
  return kind !== found.split('/')[0] || kind === 'image';
}
