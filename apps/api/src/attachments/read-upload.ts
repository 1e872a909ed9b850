import type { FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import type { NewFile } from './attachments.service.js';

/** The one file of a multipart request. @throws ApiError request.invalid, request.too_large */
export async function readUpload(request: FastifyRequest, mostBytes?: number): Promise<NewFile> {
  const part = await request.file(mostBytes === undefined ? undefined : { limits: { fileSize: mostBytes } });
  if (!part) throw new ApiError('request.invalid', { field: 'file' });
  const bytes = await part.toBuffer();
  // What is one byte too long may end before the reader hears of it: it would be kept without its end.
  if (part.file.truncated) throw new ApiError('request.too_large');
  return { name: part.filename, contentType: part.mimetype, bytes };
}
