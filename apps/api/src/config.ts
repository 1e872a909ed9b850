// The only reader of process.env. Wrong or missing values stop the start with one line that names the variable.
import { availableParallelism } from 'node:os';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DIWAN_DATA: z.string().min(1).default('./data'),
  DIWAN_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  DIWAN_SMTP_HOST: z.string().min(1).default('127.0.0.1'),
  DIWAN_SMTP_PORT: port.default(2525),
  /** Where the demo's built-in mail sink listens; 0 switches it off. */
  DIWAN_SINK_PORT: port.default(2526),
  /** How people reach the inbox; links in invitations and the Origin check rest on it. */
  DIWAN_PUBLIC_URL: z.url().optional(),
  /** 32 bytes, base64: encrypts the secrets of inboxes and signs reply addresses. Made in the data folder when missing. */
  DIWAN_SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'must be 32 bytes in base64 (openssl rand -base64 32)')
    .optional(),
  /** The key before this one: what it signed and encrypted stays readable. */
  DIWAN_PREVIOUS_SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'must be 32 bytes in base64')
    .optional(),
  DIWAN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Believe X-Forwarded-For of a reverse proxy on this machine. */
  DIWAN_TRUST_PROXY: flag.default(false),
  DIWAN_PARSER_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(32)
    .default(Math.min(4, Math.max(1, availableParallelism() - 1))),
  /** PostgreSQL may run with fsync off: for tests of the product, never for people's mail. */
  DIWAN_UNSAFE_DURABILITY: flag.default(false),
  /** OAuth token endpoints may be http on loopback: for tests of the product. */
  DIWAN_UNSAFE_TOKEN_ENDPOINT: flag.default(false),
  /** Carries typing and read marks between processes in place of PostgreSQL's NOTIFY. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  DIWAN_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
});

export type Config = {
  databaseUrl: string | null;
  dataFolder: string;
  host: string;
  port: number;
  smtpHost: string;
  smtpPort: number;
  sinkPort: number;
  publicUrl: string;
  secretKey: string | null;
  previousSecretKey: string | null;
  logLevel: string;
  trustProxy: boolean;
  parserThreads: number;
  unsafeDurability: boolean;
  unsafeTokenEndpoint: boolean;
  redisUrl: string | null;
  databasePool: number;
};

/** One line for a person: which variable, what is wrong with it, what to do. */
export class ConfigError extends Error {}

export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${String(issue?.path[0])}: ${issue?.message}. Set it right or leave it out (see README).`);
  }
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL ?? null,
    dataFolder: value.DIWAN_DATA,
    host: value.DIWAN_HOST,
    port: value.PORT,
    smtpHost: value.DIWAN_SMTP_HOST,
    smtpPort: value.DIWAN_SMTP_PORT,
    sinkPort: value.DIWAN_SINK_PORT,
    publicUrl: (value.DIWAN_PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`).replace(/\/$/, ''),
    secretKey: value.DIWAN_SECRET_KEY ?? null,
    previousSecretKey: value.DIWAN_PREVIOUS_SECRET_KEY ?? null,
    logLevel: value.DIWAN_LOG_LEVEL,
    trustProxy: value.DIWAN_TRUST_PROXY,
    parserThreads: value.DIWAN_PARSER_THREADS,
    unsafeDurability: value.DIWAN_UNSAFE_DURABILITY,
    unsafeTokenEndpoint: value.DIWAN_UNSAFE_TOKEN_ENDPOINT,
    redisUrl: value.REDIS_URL ?? null,
    databasePool: value.DIWAN_DATABASE_POOL,
  };
}

/** The environment as it is, for handing it down to the processes that we start. */
export function readEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}
