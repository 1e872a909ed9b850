import { Module, type DynamicModule } from '@nestjs/common';
import { publicWeb, type AddressPolicy } from './address-policy.js';
import { resolveHost, type Outside } from './open-address.js';

export const OUTSIDE = Symbol('outside');

/** What Diwan may reach by itself. Only a test says something else than the public web: its servers are on this machine. */
@Module({})
export class OutgoingModule {
  static with(allows: AddressPolicy = publicWeb): DynamicModule {
    const outside: Outside = { allows, resolve: resolveHost };
    return {
      module: OutgoingModule,
      global: true,
      providers: [{ provide: OUTSIDE, useValue: outside }],
      exports: [OUTSIDE],
    };
  }
}
