import { Global, Module } from '@nestjs/common';
import { createReplySigner } from '@diwan/channels';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { deriveKey, loadSecretKeys, type SecretKey, type SecretKeys } from './secret-key.js';

export const SECRET_KEYS = Symbol('secret keys');
export const REPLY_SIGNER = Symbol('reply signer');

function replyKey(key: SecretKey): { id: string; secret: Buffer } {
  return { id: key.id, secret: deriveKey(key, 'reply addresses') };
}

@Global()
@Module({
  providers: [
    { provide: SECRET_KEYS, inject: [ConfigModule.CONFIG], useFactory: (config: Config) => loadSecretKeys(config) },
    {
      provide: REPLY_SIGNER,
      inject: [SECRET_KEYS],
      useFactory: (keys: SecretKeys) =>
        createReplySigner({
          current: replyKey(keys.current),
          ...(keys.previous ? { previous: replyKey(keys.previous) } : {}),
        }),
    },
  ],
  exports: [SECRET_KEYS, REPLY_SIGNER],
})
export class SecretsModule {}
