import type { Server, Socket } from 'socket.io';
import type { ShoalSocket } from './connection.ts';
import { TcpPath, toFrames, type WriteOptions } from './engine-client.ts';
import { letPingsRide, RidingPackets } from './riding-packets.ts';

type Packet = { nsp?: string };
type BroadcastOptions = {
  rooms: ReadonlySet<string>;
  except?: ReadonlySet<string>;
  flags?: { local?: boolean; volatile?: boolean };
};
/** What Socket.IO's adapters have in common; it is private in part, as what `engine-client.ts` looks at. */
type BroadcastingAdapter = {
  rooms: ReadonlyMap<string, ReadonlySet<string>>;
  nsp: { name: string; sockets: ReadonlyMap<string, Socket> };
  broadcast: (packet: Packet, options: BroadcastOptions) => unknown;
  _encode: (packet: Packet, options: WriteOptions) => readonly unknown[];
  on(event: 'join-room' | 'leave-room' | 'delete-room', react: (room: string) => void): unknown;
};

/** The list of a small room is as quickly made as found. */
const WORTH_REMEMBERING = 100;
/** A ping goes alone after 1 to 2 s, of the 8 s in which it must be answered. */
const PINGS_RIDE_MS = 1_000;

/**
 * Makes a broadcast to one room of this server cost one encoding for all and one write for each: every socket that can take
 * it now gets the same buffer, header and payload together, straight into its TCP socket. One that polls, upgrades, lags or
 * has anything queued goes the stock way, behind what it has queued, so that the order on one socket holds [LG3].
 */
export function writeBroadcastsOnce(io: Server): void {
  const adapter = io.of('/').adapter as unknown as BroadcastingAdapter;
  const pathsTo = rememberPaths(adapter);
  const broadcastStock = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet, options) => {
    const room = findOnlyRoomHere(options);
    if (room === undefined) return broadcastStock(packet, options);
    packet.nsp = adapter.nsp.name;
    const writeOptions: WriteOptions = { preEncoded: true, volatile: options.flags?.volatile };
    return writeToAll(pathsTo(room), adapter._encode(packet, writeOptions), writeOptions);
  };
  const pings = new RidingPackets(PINGS_RIDE_MS);
  io.on('connection', (socket: ShoalSocket) => letPingsRide(TcpPath.of(socket), pings));
}

function findOnlyRoomHere({ except, flags, rooms }: BroadcastOptions): string | undefined {
  const [room, another] = rooms;
  return flags?.local && another === undefined && !except?.size ? room : undefined;
}

function writeToAll(paths: readonly TcpPath[], packets: readonly unknown[], options: WriteOptions): void {
  const frame = options.wsPreEncodedFrame && Buffer.concat(options.wsPreEncodedFrame);
  for (const path of paths) {
    const tcp = frame && path.findIdleTcp();
    if (!tcp) path.client.writeToEngine(packets, options);
    else if (!path.riding) tcp.write(frame);
    else {
      tcp.write(toFrames(path.riding, frame));
      path.riding = undefined;
    }
  }
}

/** The paths to the sockets of a room, listed anew when somebody came or left since it was asked for. */
function rememberPaths(adapter: BroadcastingAdapter): (room: string) => readonly TcpPath[] {
  const lists = new Map<string, readonly TcpPath[]>();
  for (const event of ['join-room', 'leave-room', 'delete-room'] as const) {
    adapter.on(event, (room: string) => void lists.delete(room));
  }
  return (room) => {
    const known = lists.get(room);
    if (known) return known;
    const paths: TcpPath[] = [];
    for (const id of adapter.rooms.get(room) ?? []) {
      const socket = adapter.nsp.sockets.get(id);
      if (socket) paths.push(TcpPath.of(socket));
    }
    if (paths.length >= WORTH_REMEMBERING) lists.set(room, paths);
    return paths;
  };
}
