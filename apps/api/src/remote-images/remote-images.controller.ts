import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { remoteImages, id, type RemoteImages } from '@diwan/contracts';
import type { FastifyReply } from 'fastify';
import { Public, Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { sandboxed } from '../attachments/sandboxed.js';
import { Answers } from '../http/answers.js';
import { ApiError, notFound } from '../http/api-error.js';
import { TimelineService } from '../messages/timeline/timeline.service.js';
import type { Outside } from '../outgoing/open-address.js';
import { OutgoingError } from '../outgoing/outgoing-error.js';
import { OUTSIDE } from '../outgoing/outgoing.module.js';
import { fetchImage, type RemoteImage } from './fetch-image.js';
import { FetchSlots } from './fetch-slots.js';
import { RemoteImageLinks } from './remote-image-links.js';

type Wanted = { address?: string; agent?: string; expires?: string; signature?: string };

@Controller()
export class RemoteImagesController {
  constructor(
    private readonly timeline: TimelineService,
    private readonly links: RemoteImageLinks,
    private readonly slots: FetchSlots,
    @Inject(OUTSIDE) private readonly outside: Outside,
  ) {}

  /** Asked when somebody wants to see them: until then nothing of a message is fetched. */
  @Answers(remoteImages)
  @Requires('tickets.read')
  @Get('api/messages/:id/remote-images')
  async list(@By() caller: Caller, @Param('id', { schema: id }) messageId: string): Promise<RemoteImages> {
    const addresses = await this.timeline.listRemoteImages(caller, messageId);
    return { images: addresses.map((address) => ({ address, url: this.links.link(address, caller.agent.id) })) };
  }

  @Public()
  @Get('files/remote-images')
  async fetch(
    @Query() { address = '', agent = '', expires = '', signature = '' }: Wanted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!this.links.isValid({ address, agent }, { expires, signature })) throw notFound();
    const free = await this.slots.take(agent);
    // Whether it was sent, refused, or nobody wants it any more: this is the end of each.
    if (reply.raw.closed) free();
    else reply.raw.once('close', free);
    const { contentType, body } = await this.fetched(address);
    // Sent by Fastify itself: an image that breaks off must not look whole.
    void reply.headers({ ...sandboxed, 'content-type': contentType }).send(body);
  }

  private async fetched(address: string): Promise<RemoteImage> {
    try {
      return await fetchImage(address, this.outside);
    } catch (error) {
      if (error instanceof OutgoingError) throw new ApiError('remote_image.unavailable', { reason: error.reason });
      throw error;
    }
  }
}
