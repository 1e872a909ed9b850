import { Injectable } from '@nestjs/common';
import { safeFileName } from '@diwan/channels';
import type { Attachment } from '@diwan/contracts';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { Database } from '../database/database.js';
import { ApiError, notFound } from '../http/api-error.js';
import { BlobStore } from './blob-store.js';
import { FileLinks } from './file-links.js';

/** `name` and `contentType` as its sender says. */
export type NewFile = { name: string | undefined; contentType: string; bytes: Buffer };
export type StoredFile = { name: string; contentType: string; sizeBytes: number; sha256: string };

@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly links: FileLinks,
  ) {}

  upload(caller: Caller, file: NewFile): Promise<Attachment> {
    return this.keep({ agentId: caller.agent.id }, file);
  }

  /**
   * Keeps a file for a message that is still being written. Its type is told by its content where that can be told.
   * @throws ApiError attachment.forbidden
   */
  async keep(
    owner: { agentId: string } | { visitorId: string },
    file: NewFile,
    isForbidden: (file: Pick<StoredFile, 'name' | 'contentType'>) => boolean = () => false,
  ): Promise<Attachment> {
    const detected = await fileTypeFromBuffer(file.bytes);
    const id = uuidv7();
    const name = safeFileName(file.name ?? '') || 'file';
    const contentType = detected?.mime ?? file.contentType;
    if (isForbidden({ name, contentType })) throw new ApiError('attachment.forbidden', { name });
    const sha256 = await this.blobs.put(file.bytes);
    // For the case that the text shows it: `cid:` and this (RFC 2392).
    const contentId = `${id}@diwan`;
    await this.database.query(
      `insert into attachments (id, agent_id, visitor_id, name, content_type, size_bytes, sha256, content_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      [
        id,
        'agentId' in owner ? owner.agentId : null,
        'visitorId' in owner ? owner.visitorId : null,
        name,
        contentType,
        file.bytes.length,
        sha256,
        contentId,
      ],
    );
    return {
      id,
      name,
      contentType,
      sizeBytes: file.bytes.length,
      inline: false,
      contentId,
      url: this.links.link(id),
    };
  }

  /** Where somebody sees the file that they have uploaded and not sent yet. @throws ApiError request.not_found */
  async linkToUpload(caller: Caller, id: string): Promise<string> {
    const [row] = await this.database.query(
      'select 1 from attachments where id = $1 and agent_id = $2 and message_id is null',
      [id, caller.agent.id],
    );
    if (!row) throw notFound();
    return this.links.link(id);
  }

  /** The file behind a signed link. @throws ApiError request.not_found for a forged or stale one */
  async openLink(id: string, proof: { expires: string; signature: string }): Promise<StoredFile> {
    if (!this.links.isValid(id, proof)) throw notFound();
    const [row] = await this.database.query<StoredFile>(
      `select name, content_type as "contentType", size_bytes::float8 as "sizeBytes", sha256 from attachments where id = $1`,
      [id],
    );
    if (!row || !this.blobs.has(row.sha256)) throw notFound();
    return row;
  }

  read(file: StoredFile) {
    return this.blobs.stream(file.sha256);
  }
}
