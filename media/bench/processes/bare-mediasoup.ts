// The peer: mediasoup as its documentation uses it. One worker, one router, a transport for each viewer, and nothing else.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createWorker, type types } from 'mediasoup';
import { mediaCodecs } from '../../src/sfu/codecs.ts';
import { filePublisherArgs } from '../../src/sfu/file-publisher-args.ts';

export type BareAnswers = {
  watch: { input: { viewer: string; rtpCapabilities: types.RtpCapabilities }; output: object };
  connect: { input: { viewer: string; dtlsParameters: types.DtlsParameters }; output: object };
  leave: { input: { viewer: string }; output: object };
};

const LOOPBACK = { protocol: 'udp', ip: '127.0.0.1' } as const;
const [ffmpegPath = 'ffmpeg', file = ''] = process.argv.slice(2);
const workerBin = process.env.MEDIASOUP_WORKER_BIN;
const worker = await createWorker({ logLevel: 'none', ...(workerBin && { workerBin }) });
const webRtcServer = await worker.createWebRtcServer({ listenInfos: [LOOPBACK, { protocol: 'tcp', ip: '127.0.0.1' }] });
const router = await worker.createRouter({ mediaCodecs });
const [audioCodec, videoCodec] = mediaCodecs;
const video = await produce('video', videoCodec, 101);
const audio = await produce('audio', audioCodec, 100);
const ffmpeg = spawn(ffmpegPath, filePublisherArgs(file, { video: video.target, audio: audio.target }), {
  stdio: 'ignore',
});
const transports = new Map<string, types.WebRtcTransport>();

const answers = {
  async watch({ rtpCapabilities, viewer }: BareAnswers['watch']['input']) {
    const transport = await router.createWebRtcTransport({ webRtcServer, initialAvailableOutgoingBitrate: 3_000_000 });
    transports.set(viewer, transport);
    const consumers = await Promise.all(
      [video, audio].map(({ producer }) =>
        transport.consume({ producerId: producer.id, rtpCapabilities, paused: false }),
      ),
    );
    const { dtlsParameters, iceCandidates, iceParameters, id } = transport;
    return {
      transport: { id, iceParameters, iceCandidates, dtlsParameters },
      consumers: consumers.map(({ kind, rtpParameters }) => ({ kind, rtpParameters })),
    };
  },
  async connect({ dtlsParameters, viewer }: BareAnswers['connect']['input']) {
    await transports.get(viewer)?.connect({ dtlsParameters });
    return {};
  },
  leave({ viewer }: BareAnswers['leave']['input']) {
    transports.get(viewer)?.close();
    transports.delete(viewer);
    return {};
  },
};

process.on('message', async ({ id, input, name }: { id: number; name: keyof BareAnswers; input: never }) => {
  try {
    process.send?.({ id, data: await answers[name](input) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.once('disconnect', () => {
  ffmpeg.kill('SIGKILL');
  worker.close();
});
process.send?.({ id: 0, data: { workerPid: worker.pid } });

async function produce(kind: types.MediaKind, codec: types.RouterRtpCodecCapability | undefined, payloadType: number) {
  if (!codec) throw new Error(`no codec for ${kind}`);
  const transport = await router.createPlainTransport({
    listenInfo: LOOPBACK,
    rtcpListenInfo: LOOPBACK,
    rtcpMux: false,
    comedia: true,
  });
  const { channels, clockRate, mimeType, parameters = {} } = codec;
  const producer = await transport.produce({
    kind,
    rtpParameters: {
      codecs: [{ mimeType, payloadType, clockRate, ...(channels && { channels }), parameters }],
      encodings: [{ ssrc: payloadType }],
      rtcp: { cname: 'file' },
    },
  });
  const rtpPort = transport.tuple.localPort;
  const rtcpPort = transport.rtcpTuple?.localPort ?? rtpPort + 1;
  return { producer, target: { rtpPort, rtcpPort, payloadType, ssrc: payloadType } };
}
