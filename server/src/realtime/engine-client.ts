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
  _sender?: { _state: number; _bufferedBytes: number };
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
  upgrading: boolean;
  writeBuffer: readonly unknown[];
  request: IncomingMessage | undefined;
  transport: EngineTransport;
  write(packet: string): void;
  sendPacket(type: string, ...more: unknown[]): void;
};
export type EngineClient = {
  conn: EngineConnection;
  writeToEngine: WriteToEngine;
  /** Packets for this client that wait for what is written to it next. */
  riding?: string[] | undefined;
};
export type WriteOptions = { volatile?: boolean; wsPreEncodedFrame?: readonly Buffer[]; wireFrame?: Buffer };
export type WriteToEngine = (this: EngineClient, packets: unknown, options: WriteOptions) => void;

const WS_OPEN = 1;
const SENDER_IDLE = 0;
/** RFC 6455, 5.2: FIN and a text frame; the length is in the second byte up to here. */
const TEXT_FRAME = 0x81;
const MAX_SHORT_LENGTH = 125;

/** The client below a socket, as it is built. */
export const engineClientOf = (socket: ShoalSocket): EngineClient => socket.client as unknown as EngineClient;

/** The TCP socket below a client, when nothing is on its way to it. */
export function findIdleTcp({ conn }: EngineClient): NetSocket | undefined {
  const { transport } = conn;
  if (conn.readyState !== 'open' || conn.upgrading || conn.writeBuffer.length > 0) return undefined;
  if (transport.name !== 'websocket' || !transport.writable) return undefined;
  const ws = transport.socket;
  const sender = ws?._sender;
  const tcp = ws?._socket;
  if (ws?.readyState !== WS_OPEN || !tcp || sender?._state !== SENDER_IDLE || sender._bufferedBytes !== 0)
    return undefined;
  return tcp.writableLength === 0 && tcp.writable ? tcp : undefined;
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
