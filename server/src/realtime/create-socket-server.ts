import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type AccountId, AppError, type SessionId, shows } from '@shoal/contract';
import { Server } from 'socket.io';
import type { Member } from '../platform/caller.ts';
import type { Log } from '../platform/log.ts';
import { isOwnRequest, type OriginRules } from '../platform/origins.ts';
import type { Redis } from '../platform/redis.ts';
import { toRefusal } from '../platform/refusal.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import type { CommandListener } from './command-listener.ts';
import { type ShoalSocket, toConnection } from './connection.ts';
import { forgetHandshake } from './engine-client.ts';
import type { ReceiptsLane } from './receipts-lane.ts';
import { SessionWatch } from './session-watch.ts';
import { accountRoom, sessionRoom } from './socket-rooms.ts';
import { writeBroadcastsOnce } from './write-once.ts';

export type SocketServerDeps = {
  io: Server;
  origins: OriginRules;
  log: Log;
  commands: CommandListener;
  receipts: Pick<ReceiptsLane, 'listen'>;
  authenticate: (token: string) => Promise<Member | undefined>;
  keepSessionsAlive: (sessionIds: SessionId[]) => Promise<SessionId[]>;
  closeSession: (accountId: AccountId, sessionId: SessionId) => void;
  /** For the figures: `accepted`, or the code with which a socket was refused. */
  onConnect: (result: string) => void;
  /** For the figures: why we closed it, or how it went. */
  onDisconnect: (reason: string) => void;
};

const MAX_SOCKETS = 12_000;
const MAX_SOCKETS_PER_ACCOUNT = 5;

/** Opens Socket.IO on an HTTP server: origins checked before anything is allocated, Redis Streams between servers. */
export async function openSocketIo(http: HttpServer, origins: OriginRules, redis: Redis | undefined): Promise<Server> {
  const streams = redis && (await import('@socket.io/redis-streams-adapter'));
  const io = new Server(http, {
    serveClient: false,
    // Polling spreads one client's requests over servers; a WebSocket stays where it is.
    transports: redis ? ['websocket'] : ['polling', 'websocket'],
    // Who is gone is known after 28 s; her own client notices a dead line by the silence of its show [CN8].
    pingInterval: 20_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    allowRequest: (request, answer) => {
      const isFull = io.engine.clientsCount >= MAX_SOCKETS;
      answer(null, !isFull && isAllowedRequest(origins, request));
    },
    ...(streams && { adapter: streams.createAdapter(redis) }),
  });
  writeBroadcastsOnce(io);
  return io;
}

// A media node sends no Origin; a browser always does, or says by Fetch Metadata that the page is ours.
const isAllowedRequest = (origins: OriginRules, { headers }: IncomingMessage) =>
  isOwnRequest(origins, headers) || (headers.origin === undefined && headers['sec-fetch-site'] === undefined);

/** Lets signed-in browsers in and runs their commands. @returns the watch that must be closed. */
export function serveSockets(deps: SocketServerDeps): SessionWatch {
  const { commands, io, log } = deps;
  const watch = SessionWatch.open(deps);
  io.use((socket, next) => {
    authenticateSocket(deps, socket.handshake.headers).then(
      (member) => {
        socket.data.member = member;
        next();
      },
      (error: unknown) => {
        const refusal = toRefusal(error, log, { part: 'socket handshake' });
        deps.onConnect(refusal.code);
        next(Object.assign(new Error(refusal.code), { data: refusal })); // Socket.IO carries `data` to `connect_error`.
      },
    );
  });
  io.on('connection', (socket: ShoalSocket) => {
    const { member } = socket.data;
    deps.onConnect('accepted');
    socket.once('disconnect', (how) => deps.onDisconnect(socket.data.closedFor ?? how.replaceAll(' ', '_')));
    const connection = toConnection(socket);
    void socket.join([accountRoom(member.accountId), sessionRoom(member.sessionId)]);
    closeOldest(io, member);
    watch.add(member);
    connection.onClosed(() => watch.remove(member));
    commands.listen(socket, connection);
    deps.receipts.listen(socket, connection);
    forgetHandshake(socket);
  });
  return watch;
}

async function authenticateSocket(deps: SocketServerDeps, headers: IncomingMessage['headers']): Promise<Member> {
  if (!isOwnRequest(deps.origins, headers)) throw new AppError('request.foreign_origin', 'not one of our own pages');
  const token = readSessionToken(headers.cookie, deps.origins.isSecure);
  const member = token ? await deps.authenticate(token) : undefined;
  if (!member) throw new AppError('accounts.signed_out', 'sign in first');
  return member;
}

function closeOldest(io: Server, { accountId }: Member): void {
  const ids = [...(io.sockets.adapter.rooms.get(accountRoom(accountId)) ?? [])];
  for (const id of ids.slice(0, Math.max(0, ids.length - MAX_SOCKETS_PER_ACCOUNT))) {
    const socket = io.sockets.sockets.get(id);
    if (!socket) continue;
    socket.data.closedFor = 'too_many_devices';
    socket.emit(shows.sessionClosed.name, { reason: 'too_many_devices' });
    socket.disconnect(true);
  }
}
