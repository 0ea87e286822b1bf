import { randomInt } from 'node:crypto';
import { mediaNode, type ShowId } from '@shoal/contract';
import { FfmpegProcess } from '../platform/ffmpeg-process.ts';
import type { TestNode } from './test-node.ts';

const LOOPBACK = { protocol: 'udp', ip: '127.0.0.1' } as const;

const tracks = {
  opus: {
    kind: 'audio',
    codec: { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 },
    args: ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-c:a', 'libopus', '-b:a', '48k'],
  },
  vp8: {
    kind: 'video',
    codec: { mimeType: 'video/VP8', payloadType: 110, clockRate: 90_000 },
    args: ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=15', '-c:v', 'libvpx', '-deadline', 'realtime', '-g', '15'],
  },
} as const;

/** A host that a browser of another kind could be: one encoded track, sent as plain RTP. Ends with the returned function. */
export async function sendTrack(node: TestNode, showId: ShowId, name: keyof typeof tracks): Promise<() => void> {
  const { kind, codec, args } = tracks[name];
  const stage = await node.node.sfu.openStage(showId);
  const options = { listenInfo: LOOPBACK, rtcpListenInfo: LOOPBACK, rtcpMux: false, comedia: true };
  const transport = await stage.router.createPlainTransport(options);
  const ssrc = randomInt(1, 2 ** 31);
  const rtpParameters = { codecs: [{ ...codec, parameters: {} }], encodings: [{ ssrc }] };
  await stage.produce(mediaNode.PeerId.parse(`${showId} ${name}`), transport, { kind, rtpParameters });
  const { localPort } = transport.tuple;
  const target = `rtp://127.0.0.1:${localPort}?rtcpport=${transport.rtcpTuple?.localPort}`;
  const packets = ['-payload_type', `${codec.payloadType}`, '-ssrc', `${ssrc}`, '-f', 'rtp', target];
  const ffmpeg = FfmpegProcess.open(node.config.ffmpegPath, ['-v', 'error', '-nostdin', '-re', ...args, ...packets]);
  ffmpeg.stdout.resume();
  return () => {
    ffmpeg.kill();
    transport.close();
  };
}
