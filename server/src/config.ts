import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type FaultPoint, faultPoints } from './platform/fault-points.ts';
import type { S3Config } from './platform/object-store.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const path = z
  .string()
  .min(1)
  .transform((value) => resolve(value));
const isProxy = (name: string) =>
  ['loopback', 'linklocal', 'uniquelocal'].includes(name) || isIP(name.replace(/\/\d{1,3}$/, '')) !== 0;

/** `after_commit` or `after_commit:3`, for the third time. */
const fault = z
  .string()
  .regex(
    new RegExp(`^(${faultPoints.join('|')})(:[1-9]\\d*)?$`),
    `one of ${faultPoints.join(', ')}, and :N for the Nth time`,
  )
  .transform((text) => {
    const [point, times = '1'] = text.split(':');
    return { point: point as FaultPoint, times: Number(times) }; // The pattern says so.
  });

const Environment = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    HTTP_HOST: z.string().min(1).default('0.0.0.0'),
    HTTP_PORT: port.default(3000),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
    TRUST_PROXY: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((hop) => hop.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().refine(isProxy, 'addresses, subnets, or loopback, linklocal, uniquelocal'))),
    TLS_CERT_FILE: path.optional(),
    TLS_KEY_FILE: path.optional(),
    METRICS_PORT: port.optional(),
    DATA_DIR: path.default(resolve('.data')),
    STORE_DIR: path.optional(),
    WEB_DIST: path.default(fileURLToPath(new URL('../../web/dist', import.meta.url))),
    FFMPEG_PATH: z.string().min(1).optional(),
    CLUSTER_SECRET: z.string().min(32, 'at least 32 characters'),
    LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    S3_BUCKET: z.string().min(1).optional(),
    S3_REGION: z.string().min(1).default('us-east-1'),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    S3_PREFIX: z.string().default(''),
    NODE_ENV: z.string().default('development'),
    RECORDING_RETENTION_DAYS: z.coerce.number().int().min(0).max(3_650).default(0),
    DEMO: z.enum(['on', 'off']).default('off'),
    FAULT_POINT: fault.optional(),
  })
  .refine((env) => (env.TLS_CERT_FILE === undefined) === (env.TLS_KEY_FILE === undefined), {
    path: ['TLS_KEY_FILE'],
    message: 'TLS_CERT_FILE and TLS_KEY_FILE are set together or not at all',
  })
  .refine(
    ({ S3_ACCESS_KEY_ID, S3_BUCKET, S3_ENDPOINT, S3_SECRET_ACCESS_KEY }) => {
      const set = [S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY].filter(
        (value) => value !== undefined,
      );
      return set.length === 0 || set.length === 4;
    },
    {
      path: ['S3_ENDPOINT'],
      message: 'S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are set together or not at all',
    },
  )
  .refine((env) => env.FAULT_POINT === undefined || env.NODE_ENV === 'test', {
    path: ['FAULT_POINT'],
    message: 'kills the server, so it takes NODE_ENV=test',
  });

/** Everything that is decided outside the program. Paths are absolute, ports are TCP ports. */
export type Config = ReturnType<typeof toConfig>;

/** A start refused: one line for each variable that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables; a variable set to nothing counts as unset.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (parsed.success) return toConfig(parsed.data);
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${toComplaint(issue, env)}`);
  throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`);
}

function toComplaint(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const isMissing = issue.path.length === 1 && !env[String(issue.path[0])] && issue.code !== 'custom';
  return isMissing ? 'is not set' : issue.message;
}

function toConfig(env: z.output<typeof Environment>) {
  const publicUrl = new URL(env.PUBLIC_URL);
  return {
    databaseUrl: env.DATABASE_URL,
    ownerDatabaseUrl: env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    httpHost: env.HTTP_HOST,
    httpPort: env.HTTP_PORT,
    /** Without a trailing slash. */
    publicUrl: publicUrl.origin,
    /** Whether browsers reach us over https: secure cookies, HSTS and upgrade rules hang on it. */
    isSecure: publicUrl.protocol === 'https:',
    trustedProxies: env.TRUST_PROXY,
    tls: env.TLS_CERT_FILE && env.TLS_KEY_FILE ? { certFile: env.TLS_CERT_FILE, keyFile: env.TLS_KEY_FILE } : undefined,
    metricsPort: env.METRICS_PORT,
    dataDir: env.DATA_DIR,
    /** Where recordings are; undefined means on `storeDir`. */
    s3: toS3(env),
    storeDir: env.STORE_DIR ?? join(env.DATA_DIR, 'store'),
    webDist: env.WEB_DIST,
    ffmpegPath: env.FFMPEG_PATH,
    clusterSecret: env.CLUSTER_SECRET,
    logFormat: env.LOG_FORMAT,
    logLevel: env.LOG_LEVEL,
    /** Parse our own answers by the contract, so that drift shows before production. */
    checksAnswers: env.NODE_ENV !== 'production',
    /** 0 keeps recordings for good. */
    retentionDays: env.RECORDING_RETENTION_DAYS,
    isDemo: env.DEMO === 'on',
    /** Where a proof lets this process die. */
    fault: env.FAULT_POINT,
  };
}

function toS3(env: z.output<typeof Environment>): S3Config | undefined {
  const { S3_ACCESS_KEY_ID, S3_BUCKET, S3_ENDPOINT, S3_PREFIX, S3_REGION: region, S3_SECRET_ACCESS_KEY } = env;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined;
  const prefix = S3_PREFIX.replace(/^\/+|\/+$/g, '');
  const keys = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
  const place = { endpoint: S3_ENDPOINT.replace(/\/+$/, ''), bucket: S3_BUCKET, region };
  return { ...place, ...keys, prefix: prefix && `${prefix}/` };
}
