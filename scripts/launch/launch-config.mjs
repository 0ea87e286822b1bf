import { join, resolve } from 'node:path';
import { GroundError } from '../ground/step.mjs';
import { chooseAddresses } from './choose-addresses.mjs';

const DEFAULT_HTTP_PORT = 3000;

/**
 * What the person who runs Shoal said, with the rest guessed: one public address that a phone in the same network
 * reaches, every local address for media.
 * @throws GroundError naming the setting that makes no sense
 */
export function toLaunchConfig(env, { cloneDir, interfaces }) {
  const addresses = chooseAddresses(interfaces);
  const httpPort = toPort(env.HTTP_PORT ?? `${DEFAULT_HTTP_PORT}`, 'HTTP_PORT');
  if (Boolean(env.TLS_CERT_FILE) !== Boolean(env.TLS_KEY_FILE)) {
    throw new GroundError('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both or neither.');
  }
  const scheme = env.TLS_CERT_FILE ? 'https' : 'http';
  const httpHost = env.HTTP_HOST || '0.0.0.0';
  const publicUrl = env.PUBLIC_URL || `${scheme}://${addresses[0] ?? 'localhost'}:${httpPort}`;
  if (!URL.canParse(publicUrl)) throw new GroundError(`PUBLIC_URL is no URL: ${publicUrl}`);
  return {
    dataDir: resolve(cloneDir, env.SHOAL_DATA_DIR || '.data'),
    webDist: join(cloneDir, 'web/dist'),
    httpPort,
    httpHost,
    localUrl: `${scheme}://${isEverywhere(httpHost) ? '127.0.0.1' : httpHost}:${httpPort}`,
    // A certificate is for the public name, so media dials that; it trusts the certificate even when nobody signed it.
    serverUrl: env.TLS_CERT_FILE ? `https://${new URL(publicUrl).hostname}:${httpPort}` : undefined,
    certFile: env.TLS_CERT_FILE ? resolve(cloneDir, env.TLS_CERT_FILE) : undefined,
    publicUrl: publicUrl.replace(/\/$/, ''),
    mediaAddress: env.MEDIA_ADDRESS || [...addresses, '127.0.0.1'].join(','),
    mediaPortBase: env.MEDIA_PORT_BASE ? toPort(env.MEDIA_PORT_BASE, 'MEDIA_PORT_BASE') : undefined,
    databaseUrl: env.DATABASE_URL || undefined,
    // The demo is for a newcomer's own machine, never for a database that somebody named.
    isDemo: !env.DATABASE_URL && (env.DEMO ?? 'on') !== 'off',
    logFormat: env.LOG_FORMAT === 'json' ? 'json' : 'pretty',
  };
}

function isEverywhere(host) {
  return host === '0.0.0.0' || host === '::';
}

function toPort(text, name) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new GroundError(`${name} must be a port number, not "${text}".`);
}
