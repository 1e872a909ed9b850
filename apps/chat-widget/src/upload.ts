/** Brings a file to the server before the message that holds it. */
import type { ChatFile } from '@diwan/contracts';

export type UploadFailure = 'fileTooLarge' | 'fileForbidden' | 'fileFailed';
export type Upload = (file: File) => Promise<ChatFile | UploadFailure>;

export function createUpload(key: string, token: () => string | null): Upload {
  return async (file) => {
    const body = new FormData();
    body.append('file', file, file.name);
    const headers = { authorization: `Bearer ${token() ?? ''}`, 'x-diwan-key': key };
    try {
      const response = await fetch('/api/chat/files', { method: 'POST', headers, body, credentials: 'omit' });
      if (response.ok) return (await response.json()) as ChatFile;
      if (response.status === 413) return 'fileTooLarge';
      return response.status === 415 ? 'fileForbidden' : 'fileFailed';
    } catch {
      return 'fileFailed';
    }
  };
}
