import { createHash, timingSafeEqual } from 'node:crypto';
import type { Namespace, Server } from 'socket.io';

/** Where media nodes connect. The media-nodes domain listens on it. */
export type NodeNamespace = Namespace;

/** Opens `/node`: only who knows the cluster secret gets in, and no browser does. */
export function openNodeNamespace(io: Server, clusterSecret: string): NodeNamespace {
  const namespace = io.of('/node');
  namespace.use((socket, next) => {
    const secret: unknown = socket.handshake.auth.secret;
    const isKnown = typeof secret === 'string' && isSameSecret(secret, clusterSecret);
    const isBrowser = socket.handshake.headers.origin !== undefined;
    next(isKnown && !isBrowser ? undefined : new Error('accounts.not_allowed'));
  });
  return namespace;
}

/** Compares in a time that tells nothing about where they differ. */
const isSameSecret = (left: string, right: string) => timingSafeEqual(digest(left), digest(right));
const digest = (text: string) => createHash('sha256').update(text).digest();
