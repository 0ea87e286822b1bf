import type { Server, Socket } from 'socket.io';
import type { ShoalSocket } from './connection.ts';
import { type EngineClient, engineClientOf, findIdleTcp, toFrames, type WriteToEngine } from './engine-client.ts';
import { letPingsRide, RidingPackets } from './riding-packets.ts';

type BroadcastOptions = { rooms: ReadonlySet<string>; except?: ReadonlySet<string> };
type BroadcastingAdapter = {
  rooms: ReadonlyMap<string, ReadonlySet<string>>;
  nsp: { sockets: ReadonlyMap<string, Socket> };
  apply: (options: BroadcastOptions, callback: (socket: Socket) => void) => void;
  on(event: 'join-room' | 'leave-room' | 'delete-room', react: (room: string) => void): unknown;
};

/** The list of a small room is as quickly made as found. */
const WORTH_REMEMBERING = 100;
/** A ping goes alone after 1 to 2 s, of the 8 s in which it must be answered. */
const PINGS_RIDE_MS = 1_000;

/**
 * Makes a broadcast cost one encoding for all and one write for each: every socket that can take it now gets the same
 * buffer, header and payload together, straight into its TCP socket. One that polls, upgrades, lags or has anything queued
 * goes the stock way, behind what it has queued, so that the order on one socket holds [LG3].
 */
export function writeBroadcastsOnce(io: Server): void {
  const adapter = io.of('/').adapter as unknown as BroadcastingAdapter;
  const members = rememberMembers(adapter);
  const applyStock = adapter.apply.bind(adapter);
  // The stock loop looks each socket up by its id and remembers whom it has met; in one room nobody is met twice.
  adapter.apply = (options, callback) => {
    const [room, another] = options.rooms;
    if (room === undefined || another !== undefined || options.except?.size) return applyStock(options, callback);
    for (const socket of members(room)) callback(socket);
  };
  const pings = new RidingPackets(PINGS_RIDE_MS);
  io.on('connection', (socket: ShoalSocket) => {
    const client = engineClientOf(socket);
    client.writeToEngine = writeOnce;
    letPingsRide(client, pings);
  });
}

/** The sockets of a room as a list, made anew when somebody came or left since it was asked for. */
function rememberMembers(adapter: BroadcastingAdapter): (room: string) => readonly Socket[] {
  const lists = new Map<string, readonly Socket[]>();
  for (const event of ['join-room', 'leave-room', 'delete-room'] as const) {
    adapter.on(event, (room: string) => void lists.delete(room));
  }
  return (room) => {
    const known = lists.get(room);
    if (known) return known;
    const sockets: Socket[] = [];
    for (const id of adapter.rooms.get(room) ?? []) {
      const socket = adapter.nsp.sockets.get(id);
      if (socket) sockets.push(socket);
    }
    if (sockets.length >= WORTH_REMEMBERING) lists.set(room, sockets);
    return sockets;
  };
}

const writeOnce: WriteToEngine = function (this, packets, options) {
  const tcp = options.wsPreEncodedFrame && findIdleTcp(this);
  if (!tcp) return stockWriteOf(this).call(this, packets, options);
  options.wireFrame ??= Buffer.concat(options.wsPreEncodedFrame as Buffer[]);
  if (!this.riding) return void tcp.write(options.wireFrame);
  tcp.write(toFrames(this.riding, options.wireFrame));
  this.riding = undefined;
};

/** The prototype's own method, which `writeOnce` covers. */
const stockWriteOf = (client: EngineClient): WriteToEngine =>
  (Object.getPrototypeOf(client) as EngineClient).writeToEngine;
