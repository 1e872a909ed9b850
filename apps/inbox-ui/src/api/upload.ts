import type { Attachment } from '@diwan/contracts';
import { ApiError, parse, problemError } from './client.js';

/** XMLHttpRequest because fetch does not tell how much of a body has been sent. `onProgress` gets 0 to 1. */
export function upload(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', '/api/attachments');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as Attachment);
      else reject(problemError({ status: request.status }, body));
    };
    request.onerror = () => reject(new ApiError('network', 0));
    request.onabort = () => reject(new ApiError('aborted', 0));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
