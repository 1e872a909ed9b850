import { Inject, Injectable } from '@nestjs/common';
import type { Widget } from '@diwan/contracts';
import { Database } from '../../database/database.js';
import { open } from '../../secrets/secret-box.js';
import type { SecretKeys } from '../../secrets/secret-key.js';
import { SECRET_KEYS } from '../../secrets/secrets.module.js';
import { VisitorTokens } from '../visitor-tokens.js';
import { findIdentityBox } from '../widgets/widget.query.js';
import { IdentityError, isProvenVisitor, verifyIdentity, visitorOfSubject, type Identity } from './verify-identity.js';

export type Known = { visitorId: string; identity: Identity | null };

/** Who is at the other end: proven by the page's server, known by our own token, or somebody new. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly database: Database,
    private readonly tokens: VisitorTokens,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  /**
   * What somebody wrote before they signed in stays apart from what they are once they have: nothing is inherited in either
   * direction. @throws IdentityError
   */
  async recognise(widget: Widget, hello: { token: string | null; identity: string | null }): Promise<Known> {
    if (hello.identity !== null) {
      const identity = await this.verify(widget, hello.identity);
      return { visitorId: visitorOfSubject(widget.id, identity.subject), identity };
    }
    const known = hello.token === null ? null : this.tokens.visitorOf(hello.token, widget.id);
    // A token that is left over from somebody signed in opens nothing of theirs.
    const visitorId = known === null || isProvenVisitor(known) ? this.tokens.create(widget.id).visitorId : known;
    return { visitorId, identity: null };
  }

  private async verify({ id, identityMethod: method }: Widget, token: string): Promise<Identity> {
    const box = method === 'none' ? null : await findIdentityBox(this.database, id);
    if (method === 'none' || box === null) throw new IdentityError('chat.identity_invalid');
    return verifyIdentity(token, { method, key: open<string>(this.keys, id, box) });
  }
}
