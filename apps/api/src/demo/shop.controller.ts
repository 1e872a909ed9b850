import { Controller, Get, Query, Res } from '@nestjs/common';
import { languages, type Language } from '@diwan/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../auth/access.guard.js';
import { listWidgets } from '../chat/widgets/widget.query.js';
import { Database } from '../database/database.js';
import { notFound } from '../http/api-error.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { shopPage } from './shop-page.js';

const asked = z.object({ language: z.enum(languages).default('en') });

/** A shop that has put the widget into its page, as any shop would. Only where the demo is. */
@Controller('demo/shop')
export class ShopController {
  constructor(private readonly database: Database) {}

  @Public()
  @Get()
  async show(
    @Query({ schema: asked }) { language }: { language: Language },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const organisation = await findOrganisation(this.database);
    const widgets = organisation?.demo ? await listWidgets(this.database) : [];
    const widget = widgets.find(({ enabled }) => enabled);
    if (!widget) throw notFound();
    // The snippet stands in the page as it does in everybody's: that is what is shown here.
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:",
      );
    return shopPage(language, widget.key);
  }
}
