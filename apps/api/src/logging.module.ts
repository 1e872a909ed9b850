import { Global, Module, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { ConfigModule } from './config.module.js';
import type { Config } from './config.js';

export const LOGGER = Symbol('logger');

/** Ids and codes, never bodies, addresses' secrets or cookies. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'err.parameters'],
  });
}

/** Nest's own words through the same log; its start-up chatter stays out. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {
    // Which modules Nest loads is nobody's business at run time.
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ rest }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ rest }, String(message));
  }
}

@Global()
@Module({
  providers: [{ provide: LOGGER, inject: [ConfigModule.CONFIG], useFactory: createLogger }],
  exports: [LOGGER],
})
export class LoggingModule {}
