import { Injectable } from '@nestjs/common';
import { safeFileName } from '@diwan/channels';
import type { Attachment } from '@diwan/contracts';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { Database } from '../database/database.js';
import { notFound } from '../http/api-error.js';
import { BlobStore } from './blob-store.js';
import { FileLinks } from './file-links.js';

export type StoredFile = { name: string; contentType: string; sizeBytes: number; sha256: string };

@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly links: FileLinks,
  ) {}

  /** Keeps a file for a message that is still being written. Its type is told by its content where that can be told. */
  async upload(
    caller: Caller,
    file: { name: string | undefined; contentType: string; bytes: Buffer },
  ): Promise<Attachment> {
    const sha256 = await this.blobs.put(file.bytes);
    const detected = await fileTypeFromBuffer(file.bytes);
    const id = uuidv7();
    const name = safeFileName(file.name ?? '') || 'file';
    const contentType = detected?.mime ?? file.contentType;
    await this.database.query(
      `insert into attachments (id, agent_id, name, content_type, size_bytes, sha256, created_at) values ($1, $2, $3, $4, $5, $6, now())`,
      [id, caller.agent.id, name, contentType, file.bytes.length, sha256],
    );
    return {
      id,
      name,
      contentType,
      sizeBytes: file.bytes.length,
      inline: false,
      contentId: null,
      url: this.links.link(id),
    };
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
