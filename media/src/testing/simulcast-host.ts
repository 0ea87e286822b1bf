import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mediaNode, type ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import { FfmpegProcess } from '../platform/ffmpeg-process.ts';
import { makeTestMedia } from './test-media.ts';
import type { TestNode } from './test-node.ts';

const SECONDS = 130;
const SMALL = { ssrc: 3_001, width: 640, height: 360 };
const LAYERS = [SMALL, { ssrc: 3_002, width: 1_280, height: 720 }];
const AUDIO_SSRC = 3_003;
const REPORT_DELAY_MS = 300;

/** A host who sends two simulcast layers and sound, each from an ffmpeg of its own, through sockets of ours. */
export async function sendLayers(node: TestNode, showId: ShowId): Promise<{ endLargest: () => void; end: () => void }> {
  const stage = await node.node.sfu.openStage(showId);
  const transport = await stage.router.createDirectTransport();
  const peerId = mediaNode.PeerId.parse(`${showId} layers`);
  const rtcp = { cname: 'layers' };
  const encodings = LAYERS.map(({ ssrc }) => ({ ssrc }));
  const video = { kind: 'video', rtpParameters: { codecs: [h264], encodings, rtcp } } satisfies types.ProducerOptions;
  const audio = {
    kind: 'audio',
    rtpParameters: { codecs: [opus], encodings: [{ ssrc: AUDIO_SSRC }], rtcp },
  } satisfies types.ProducerOptions;
  const videoProducer = await stage.produce(peerId, transport, video);
  const audioProducer = await stage.produce(peerId, transport, audio);

  const ends: (() => void)[] = [];
  for (const { width, height, ssrc } of LAYERS) {
    const file = await makeTestMedia({ width, height, seconds: SECONDS });
    ends.push(await sendFile(node, { file, map: '0:v', payloadType: 101, ssrc }, transport, videoProducer));
  }
  const file = await makeTestMedia({ ...SMALL, seconds: SECONDS });
  ends.push(await sendFile(node, { file, map: '0:a', payloadType: 100, ssrc: AUDIO_SSRC }, transport, audioProducer));
  return {
    endLargest: () => ends[1]?.(),
    end() {
      for (const end of ends) end();
      transport.close();
    },
  };
}

type Source = { file: string; map: string; payloadType: number; ssrc: number };

async function sendFile(
  node: TestNode,
  { file, map, payloadType, ssrc }: Source,
  transport: types.DirectTransport,
  producer: types.Producer,
): Promise<() => void> {
  const rtp = await listen((packet) => !producer.closed && producer.send(packet));
  // A report counts only once its stream is known by a packet; ffmpeg sends it before the first.
  const report = (packet: Buffer) => !transport.closed && transport.sendRtcp(packet);
  const rtcp = await listen((packet) => setTimeout(report, REPORT_DELAY_MS, packet));
  const target = `rtp://127.0.0.1:${rtp.address().port}?rtcpport=${rtcp.address().port}&pkt_size=1200`;
  const output = ['-payload_type', `${payloadType}`, '-ssrc', `${ssrc}`, '-f', 'rtp', target];
  const args = ['-v', 'error', '-nostdin', '-re', '-i', file, '-map', map, '-c', 'copy', ...output];
  const ffmpeg = FfmpegProcess.open(node.config.ffmpegPath, args);
  ffmpeg.stdout.resume();
  void ffmpeg.closed.then(() => {
    rtp.close();
    rtcp.close();
  });
  return () => ffmpeg.kill();
}

async function listen(onPacket: (packet: Buffer) => void): Promise<Socket> {
  const socket = createSocket('udp4', onPacket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

const h264: types.RtpCodecParameters = {
  mimeType: 'video/H264',
  payloadType: 101,
  clockRate: 90_000,
  parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
};
const opus: types.RtpCodecParameters = {
  mimeType: 'audio/opus',
  payloadType: 100,
  clockRate: 48_000,
  channels: 2,
  parameters: {},
};
