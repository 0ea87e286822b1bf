// Socket.IO as it comes, with the options that our server has: websocket, no deflate, the same pings.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { answerParent } from '../processes/answer-parent.ts';
import type { PeerAnswers } from '../processes/start-peer.ts';
import { sayPort, toPayload } from './payload.ts';

const ACK_LIMIT_MS = 10_000;

const http = createServer();
const io = new Server(http, {
  serveClient: false,
  transports: ['websocket'],
  pingInterval: 20_000,
  pingTimeout: 8_000,
  perMessageDeflate: false,
});
let payloadBytes = 256;
let asksForAck = false;
let seq = 0;
let acknowledged = 0;

function press(): void {
  seq += 1;
  const payload = toPayload(seq, payloadBytes);
  if (!asksForAck) return void io.emit('log:appended', payload);
  io.timeout(ACK_LIMIT_MS).emit('log:appended', payload, (_error: Error | null, replies: unknown[]) => {
    acknowledged += replies.length;
  });
}

io.on('connection', (socket) => void socket.on('press', press));
http.listen({ host: '127.0.0.1', port: 0, backlog: 1_024 }, () => sayPort((http.address() as AddressInfo).port)); // TCP, so not a path.

answerParent({
  prepare: (given: { payloadBytes: number; acknowledges: boolean }) => {
    payloadBytes = given.payloadBytes;
    asksForAck = given.acknowledges;
  },
  takeAcknowledged: () => {
    const taken = acknowledged;
    acknowledged = 0;
    return taken;
  },
} satisfies Omit<PeerAnswers, 'startProbe' | 'readProbe' | 'readMemory'>);
