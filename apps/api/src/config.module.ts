import { Global, Module } from '@nestjs/common';
import { readConfig } from './config.js';

const CONFIG = Symbol('config');

@Global()
@Module({ providers: [{ provide: CONFIG, useFactory: readConfig.bind(null, undefined) }], exports: [CONFIG] })
export class ConfigModule {
  static readonly CONFIG = CONFIG;
}
