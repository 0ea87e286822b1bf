// The floor: a bare `ws` server that sends one prepared buffer to each socket in a loop.
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answerParent } from '../processes/answer-parent.ts';
import type { PeerAnswers } from '../processes/start-peer.ts';
import { sayPort, toPayload } from './payload.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, backlog: 1_024 });
let payloadBytes = 256;
let seq = 0;
let acknowledged = 0;

function press(): void {
  seq += 1;
  const bytes = Buffer.from(`42${JSON.stringify(['log:appended', toPayload(seq, payloadBytes)])}`);
  for (const socket of server.clients) socket.send(bytes, { binary: false });
}

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    if (data.length === 1) acknowledged += 1;
    else press();
  });
  socket.send('hi');
});
server.on('listening', () => sayPort((server.address() as AddressInfo).port)); // Listening on TCP, so not a path.

answerParent({
  prepare: (given: { payloadBytes: number }) => {
    payloadBytes = given.payloadBytes;
  },
  takeAcknowledged: () => {
    const taken = acknowledged;
    acknowledged = 0;
    return taken;
  },
} satisfies Omit<PeerAnswers, 'startProbe' | 'readProbe' | 'readMemory'>);
