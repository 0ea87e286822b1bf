import { isIP } from 'node:net';
import { availableParallelism, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { NodeId } from '@shoal/contract';
import type { S3Config } from './platform/object-store.ts';

export type Config = {
  serverUrl: string;
  clusterSecret: string;
  nodeId: NodeId;
  /** Where browsers reach this node; at least one. */
  mediaAddresses: readonly string[];
  mediaPortBase: number;
  workers: number;
  /** A worker with so many viewers and hosts takes no viewer more. */
  maxPeersPerWorker: number;
  /** Where the other media nodes reach this one: an IP address. */
  pipeAddress: string;
  pipePortMin: number;
  pipePortMax: number;
  storeDir: string;
  /** The only folder whose files may be published; unset means none may. */
  demoDir: string | undefined;
  /** Undefined: 2 GiB or 5 % of the disk, whichever is more. */
  minFreeDiskBytes: number | undefined;
  ffmpegPath: string;
  workerBin: string | undefined;
  metricsPort: number | undefined;
  /** Undefined serves no low-latency HLS. */
  liveEdge: LiveEdgeConfig | undefined;
  /** Where closed segments go; undefined leaves them in `storeDir`, which the server reads then. */
  s3: S3Config | undefined;
  logLevel: string;
};

export type LiveEdgeConfig = {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** What browsers dial, without a slash at the end; unset means the port at the first address of this node. */
  url: string | undefined;
  tls: { certFile: string; keyFile: string } | undefined;
};

const MAX_DEFAULT_WORKERS = 2;
/** A saturated worker drops the host's packets, for everybody: 400 viewers of 1.5 Mbit/s are the edge of a core. */
const MAX_PEERS_PER_WORKER = 280;
/** Behind the workers' ports, inside the block of a hundred that an installation takes. */
const EDGE_PORT_OFFSET = 99;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

/** A start refused: one line for each variable that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables; a variable set to nothing counts as unset.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const text = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const required = (name: string, isRight: (value: string) => boolean, must: string): string => {
    const value = text(name);
    if (value === undefined) faults.push(`${name}: is not set`);
    if (value !== undefined && !isRight(value)) faults.push(`${name}: ${must}`);
    return value ?? '';
  };
  const integer = (name: string, fallback: number, least: number, most: number): number => {
    const value = Number(text(name) ?? fallback);
    const isRight = Number.isInteger(value) && value >= least && value <= most;
    if (!isRight) faults.push(`${name}: a whole number from ${least} to ${most}`);
    return value;
  };
  const nodeId = NodeId.safeParse(text('NODE_ID') ?? 'local');
  if (!nodeId.success) faults.push('NODE_ID: small letters, digits and dashes, at most 64');
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL: one of ${LOG_LEVELS.join(', ')}`);
  const demoDir = text('DEMO_DIR');
  const mediaPortBase = integer('MEDIA_PORT_BASE', 40_000, 1_024, 65_000);
  const edgeUrl = text('LIVE_EDGE_URL');
  if (edgeUrl !== undefined && !(URL.canParse(edgeUrl) && /^https?:\/\//.test(edgeUrl))) {
    faults.push('LIVE_EDGE_URL: an http(s) URL');
  }
  const certFile = text('TLS_CERT_FILE');
  const keyFile = text('TLS_KEY_FILE');
  const liveEdge: LiveEdgeConfig = {
    host: text('LIVE_EDGE_HOST') ?? '0.0.0.0',
    port: integer('LIVE_EDGE_PORT', mediaPortBase + EDGE_PORT_OFFSET, 0, 65_535),
    url: edgeUrl?.replace(/\/+$/, ''),
    tls: certFile && keyFile ? { certFile: resolve(certFile), keyFile: resolve(keyFile) } : undefined,
  };
  const hasEdge = text('LIVE_EDGE') ?? 'on';
  if (hasEdge !== 'on' && hasEdge !== 'off') faults.push('LIVE_EDGE: on or off');
  const config: Config = {
    serverUrl: required('SERVER_URL', (value) => /^https?:\/\//.test(value) && URL.canParse(value), 'an http(s) URL'),
    clusterSecret: required('CLUSTER_SECRET', (value) => value.length >= 32, 'at least 32 characters'),
    nodeId: nodeId.success ? nodeId.data : ('local' as NodeId), // Never used: the faults below end the start.
    mediaAddresses: toAddresses(text('MEDIA_ADDRESS')),
    mediaPortBase,
    workers: integer('MEDIA_WORKERS', Math.min(MAX_DEFAULT_WORKERS, availableParallelism()), 1, 64),
    maxPeersPerWorker: integer('MEDIA_MAX_PEERS_PER_WORKER', MAX_PEERS_PER_WORKER, 1, 5_000),
    pipeAddress: toPipeAddress(text('PIPE_ADDRESS'), faults),
    pipePortMin: integer('PIPE_PORT_MIN', 42_100, 1_024, 65_535),
    pipePortMax: integer('PIPE_PORT_MAX', 42_999, 1_024, 65_535),
    storeDir: resolve(required('STORE_DIR', () => true, '')),
    demoDir: demoDir === undefined ? undefined : resolve(demoDir),
    minFreeDiskBytes:
      text('MIN_FREE_DISK_BYTES') === undefined
        ? undefined
        : integer('MIN_FREE_DISK_BYTES', 0, 0, Number.MAX_SAFE_INTEGER),
    ffmpegPath: text('FFMPEG_PATH') ?? 'ffmpeg',
    workerBin: text('MEDIASOUP_WORKER_BIN'),
    metricsPort: text('METRICS_PORT') === undefined ? undefined : integer('METRICS_PORT', 0, 0, 65_535),
    liveEdge: hasEdge === 'off' ? undefined : liveEdge,
    s3: readS3(text, faults),
    logLevel,
  };
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** All of them or none. */
function readS3(text: (name: string) => string | undefined, faults: string[]): S3Config | undefined {
  const [endpoint, bucket, accessKeyId, secretAccessKey] = S3_NAMES.map(text);
  const missing = S3_NAMES.filter((name) => text(name) === undefined);
  if (missing.length === S3_NAMES.length) return undefined;
  faults.push(...missing.map((name) => `${name}: is not set, though others of S3 are`));
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) faults.push('S3_ENDPOINT: an http(s) URL');
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined;
  const [region, prefix] = [text('S3_REGION') ?? 'us-east-1', (text('S3_PREFIX') ?? '').replace(/^\/+|\/+$/g, '')];
  const place = { endpoint: endpoint.replace(/\/+$/, ''), bucket, region, prefix: prefix && `${prefix}/` };
  return { ...place, accessKeyId, secretAccessKey };
}

/** The addresses that this machine has itself. */
export function listLocalAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(all.map(({ address }) => address));
}

/** Without one, only nodes of this machine reach it. */
function toPipeAddress(address: string | undefined, faults: string[]): string {
  if (address !== undefined && isIP(address) === 0) faults.push('PIPE_ADDRESS: an IP address');
  return address ?? '127.0.0.1';
}

function toAddresses(list: string | undefined): string[] {
  const named = (list ?? '').split(',').map((address) => address.trim());
  const wanted = named.filter((address) => address !== '');
  if (wanted.length > 0) return wanted;
  return [...listLocalAddresses()].filter((address) => /^\d+(\.\d+){3}$/.test(address));
}
