import type { IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { ShoalSocket } from './connection.ts';

/**
 * What we rely on inside Socket.IO, Engine.IO and `ws`; none of it is typed or promised, so each part is looked at before
 * it is used, and what looks otherwise takes the stock way.
 */
type OnMessage = (data: Buffer, isBinary: boolean) => void;
export type EngineWebSocket = {
  readyState: number;
  extensions: string;
  _socket?: NetSocket | null;
  listeners(event: 'message'): OnMessage[];
  on(event: 'message', react: OnMessage): void;
  removeListener(event: 'message', react: OnMessage): void;
};
type EngineTransport = {
  name: string;
  writable: boolean;
  socket?: EngineWebSocket;
};
export type EngineConnection = {
  readyState: string;
  request: IncomingMessage | undefined;
  transport: EngineTransport;
  write(packet: string): void;
  sendPacket(type: string, ...more: unknown[]): void;
};
export type EngineClient = {
  conn: EngineConnection;
  writeToEngine(packets: readonly unknown[], options: WriteOptions): void;
  tcpPath?: TcpPath;
};
export type WriteOptions = { preEncoded: true; volatile?: boolean | undefined; wsPreEncodedFrame?: readonly Buffer[] };

const WS_OPEN = 1;
/** RFC 6455, 5.2: FIN and a text frame; the length is in the second byte up to here. */
const TEXT_FRAME = 0x81;
const MAX_SHORT_LENGTH = 125;

/** The client below a socket, as it is built. */
export const engineClientOf = (socket: ShoalSocket): EngineClient => socket.client as unknown as EngineClient;

/**
 * The way from one client down to its TCP socket. A broadcast goes ten thousand of them, and every object on the way lies
 * elsewhere in memory: what stands between is looked at only after something went the stock way.
 */
export class TcpPath {
  readonly client: EngineClient;
  /** Packets for this client that wait for what is written to it next. */
  riding: string[] | undefined;
  /** Known while nothing stands before it. */
  #tcp: NetSocket | undefined;

  private constructor(client: EngineClient) {
    this.client = client;
  }

  /** The path below a socket; the same one each time. */
  static of(socket: ShoalSocket): TcpPath {
    const client = engineClientOf(socket);
    client.tcpPath ??= new TcpPath(client);
    return client.tcpPath;
  }

  /** The TCP socket, when nothing is on its way to it. */
  findIdleTcp(): NetSocket | undefined {
    this.#tcp ??= findClearTcp(this.client.conn);
    const tcp = this.#tcp;
    return tcp?.writableLength === 0 && tcp.writable ? tcp : undefined;
  }

  /** Something goes the stock way, where it may have to wait. */
  doubt(): void {
    this.#tcp = undefined;
  }
}

/** Engine.IO holds nothing back for a WebSocket that is writable, and `ws` without extensions nothing at all. */
function findClearTcp({ readyState, transport }: EngineConnection): NetSocket | undefined {
  const ws = transport.name === 'websocket' ? transport.socket : undefined;
  const isClear = readyState === 'open' && transport.writable && ws?.readyState === WS_OPEN && ws.extensions === '';
  return isClear ? (ws._socket ?? undefined) : undefined;
}

/** Short packets of one byte a character as frames, and another frame after them. */
export function toFrames(packets: readonly string[], last: Buffer): Buffer {
  const length = packets.reduce((sum, packet) => sum + packet.length + 2, last.length);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const packet of packets) {
    bytes[at] = TEXT_FRAME;
    bytes[at + 1] = packet.length;
    bytes.write(packet, at + 2, 'latin1');
    at += packet.length + 2;
  }
  last.copy(bytes, at);
  return bytes;
}

/** Whether `toFrames` may carry it. */
export const isShortPacket = (packet: string): boolean => packet.length <= MAX_SHORT_LENGTH;

const NOTHING = Object.freeze({});
const NO_HANDSHAKE = Object.freeze({ headers: NOTHING, query: NOTHING, auth: NOTHING });

/**
 * Lets go of what the request that opened a socket said: its headers are a good part of what an idle socket costs, and
 * nobody reads a handshake once she is let in. Listeners that Engine.IO leaves behind hold the request itself for good, so
 * it is emptied where it is.
 */
export function forgetHandshake(socket: ShoalSocket): void {
  const { conn } = engineClientOf(socket);
  const { request } = conn;
  (socket as { handshake: unknown }).handshake = NO_HANDSHAKE; // Declared read-only; it is a plain property.
  if (!request) return;
  request.rawHeaders = [];
  request.headers = {};
  conn.request = undefined;
}
