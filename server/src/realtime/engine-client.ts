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
  transport: EngineTransport;
  write(packet: string): void;
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
