// Every route of every controller as Nest knows it, with what its access decorator says.
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accessKey, type Access } from '../auth/access.guard.js';

export type Route = { method: string; path: string; access: Access | undefined };

export function listRoutes(app: NestFastifyApplication): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) return [];
      const parts = [Reflect.getMetadata('path', metatype), Reflect.getMetadata('path', handler)] as string[];
      return [
        {
          method: RequestMethod[Reflect.getMetadata('method', handler) as number] ?? '',
          path: `/${parts.join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
          access: (Reflect.getMetadata(accessKey, handler) ?? Reflect.getMetadata(accessKey, metatype)) as
            Access | undefined,
        },
      ];
    });
  });
}
