// Proves a mediasoup worker by what breaks first in a wrongly built one: a DTLS handshake, and SRTP after it.
// Usage: node prove-worker.mjs <worker binary>. Ends with 0 when 20 RTP packets made the whole way, with 1 otherwise.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import process from 'node:process';
import { createWorker } from 'mediasoup';
import { toStunBindingRequest } from './stun-request.mjs';

const PACKETS = 20;
const BOUND_MS = 8_000;
const SSRC = 0x5a0a1;
const codec = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: {} };
const rtpParameters = {
  mid: '0',
  codecs: [{ ...codec, payloadType: 100 }],
  encodings: [{ ssrc: SSRC }],
  headerExtensions: [],
  rtcp: { cname: 'proof' },
};

async function prove(workerBin) {
  const worker = await createWorker({ workerBin, logLevel: 'error' });
  const died = new Promise((_, reject) => {
    worker.on('died', () => reject(new Error('the worker died')));
  });
  await Promise.race([sendThrough(worker), died]);
  worker.close();
}

/** DirectTransport → WebRtcTransport → relay → WebRtcTransport → DirectTransport. */
async function sendThrough(worker) {
  const router = await worker.createRouter({ mediaCodecs: [{ ...codec, kind: 'audio', preferredPayloadType: 100 }] });
  const listenInfos = [{ protocol: 'udp', ip: '127.0.0.1' }];
  const near = await router.createWebRtcTransport({ listenInfos });
  const far = await router.createWebRtcTransport({ listenInfos });
  await relay(near, far);
  await near.connect({ dtlsParameters: { ...far.dtlsParameters, role: 'server' } });
  await far.connect({ dtlsParameters: { ...near.dtlsParameters, role: 'client' } });

  const entrance = await router.createDirectTransport();
  const source = await entrance.produce({ kind: 'audio', rtpParameters });
  const outgoing = await near.consume({ producerId: source.id, rtpCapabilities: router.rtpCapabilities });
  const incoming = await far.produce({ kind: 'audio', rtpParameters: outgoing.rtpParameters });
  const exit = await router.createDirectTransport();
  const sink = await exit.consume({ producerId: incoming.id, rtpCapabilities: router.rtpCapabilities });

  let received = 0;
  let sequence = 1;
  await new Promise((resolve) => {
    const sending = setInterval(() => source.send(toRtpPacket(sequence++)), 10);
    sink.on('rtp', () => {
      received += 1;
      if (received < PACKETS) return;
      clearInterval(sending);
      resolve();
    });
  });
}

/** Stands for the network between the two: opens ICE on both sides and passes everything else across. */
async function relay(a, b) {
  const sides = await Promise.all(
    [a, b].map(async (transport) => {
      const socket = createSocket('udp4').bind(0, '127.0.0.1');
      await once(socket, 'listening');
      return { socket, transport, port: transport.iceCandidates[0].port };
    }),
  );
  for (const [index, side] of sides.entries()) {
    const other = sides[1 - index];
    side.socket.on('message', (packet) => {
      const isStun = packet[0] < 2;
      if (!isStun) other.socket.send(packet, other.port, '127.0.0.1');
    });
    const { usernameFragment, password } = side.transport.iceParameters;
    side.socket.send(toStunBindingRequest(usernameFragment, password), side.port, '127.0.0.1');
    side.socket.unref();
  }
}

function toRtpPacket(sequence) {
  const packet = Buffer.alloc(12 + 40, 7);
  packet[0] = 0x80;
  packet[1] = 100;
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(sequence * 960, 4);
  packet.writeUInt32BE(SSRC, 8);
  return packet;
}

const startedAt = Date.now();
setTimeout(() => {
  process.stderr.write(`no ${PACKETS} packets came through within ${BOUND_MS} ms\n`);
  process.exit(1);
}, BOUND_MS).unref();
try {
  await prove(process.argv[2]);
  process.stdout.write(`proven in ${Date.now() - startedAt} ms\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
