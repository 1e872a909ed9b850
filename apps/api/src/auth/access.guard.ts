import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { Permission } from '@diwan/contracts';
import { Reflector } from '@nestjs/core';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { ApiError } from '../http/api-error.js';
import { assertMay, type RequestOfCaller } from './caller.js';
import { SessionService } from './session.service.js';

export const accessKey = 'diwan:access';
export type Access = { public: true } | { permission: Permission | null };

/** Open to everybody. */
export const Public = () => SetMetadata(accessKey, { public: true } satisfies Access);
/** For signed-in agents who hold the permission. */
export const Requires = (permission: Permission) => SetMetadata(accessKey, { permission } satisfies Access);
/** For every signed-in agent, about themselves. */
export const SignedIn = () => SetMetadata(accessKey, { permission: null } satisfies Access);

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** In front of every route. A route that does not say who may use it is used by nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfCaller>();
    if (!reading.has(request.method)) this.assertSameOrigin(request);
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new ApiError('request.forbidden');
    if ('public' in access) return true;
    const caller = await this.sessions.findCaller(request.cookies[this.sessions.cookieName], request.ip);
    if (!caller) throw new ApiError('request.unauthenticated');
    request.caller = caller;
    if (access.permission) assertMay(caller, access.permission);
    return true;
  }

  /** Browsers say where a change comes from; SameSite=Lax alone does not cover sub-domains. */
  private assertSameOrigin(request: RequestOfCaller): void {
    const { origin, host } = request.headers;
    if (origin === undefined) return;
    if (!isOwnOrigin(origin, host, this.config.publicUrl)) throw new ApiError('request.bad_origin');
  }
}

export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
