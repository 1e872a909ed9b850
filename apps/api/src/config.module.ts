import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.js';

const CONFIG = Symbol('config');

/** Hands the configuration that the process was started with to everybody who asks for it. */
@Global()
@Module({})
export class ConfigModule {
  static readonly CONFIG = CONFIG;

  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
