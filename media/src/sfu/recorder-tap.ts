import type { types } from 'mediasoup';
import { toRecorderCapabilities } from './codecs.ts';
import { pinLayer } from './pin-layer.ts';
import type { ShowStage } from './show-stage.ts';
import type { StageTrack, TrackReport } from './stage-track.ts';

type Kind = 'audio' | 'video';
type TapEvents = {
  onRtp: (kind: Kind, packet: Buffer) => void;
  onSenderReport: (kind: Kind, report: TrackReport) => void;
};

/** What comes out of the router for the recorder: every packet of the publisher, handed over inside this process. */
export async function openRecorderTap(stage: ShowStage, on: TapEvents) {
  const transport = await stage.router.createDirectTransport();
  const rtpCapabilities = toRecorderCapabilities(stage.router.rtpCapabilities);
  const taps: { track: StageTrack; consumer: types.Consumer }[] = [];
  for (const track of stage.tracks) {
    const consumer = await transport.consume({ producerId: track.producer.id, rtpCapabilities, paused: true });
    consumer.on('rtp', (packet) => on.onRtp(track.kind, packet));
    if (consumer.type === 'simulcast') await pinLayer(consumer, track.producer.rtpParameters.encodings?.length ?? 1);
    taps.push({ track, consumer });
  }
  const closings = taps.map(({ track }) => followReports(track, on));
  return {
    tracks: taps.map(({ track, consumer }) => toTapTrack(track.kind, consumer)),
    async start() {
      for (const { track } of taps) {
        if (track.producer.type !== 'simple') continue;
        for (const report of track.reports) on.onSenderReport(track.kind, report);
      }
      await Promise.all(taps.map(({ consumer }) => consumer.resume()));
    },
    requestKeyFrame() {
      const video = taps.find(({ track }) => track.kind === 'video');
      if (video && !video.consumer.closed) video.consumer.requestKeyFrame().catch(() => undefined); // Closing; no need.
    },
    close() {
      for (const close of closings) close();
      transport.close();
    },
  };
}

/** Simulcast layers have a time line each, which the router rewrites: there only arrivals place the sound. */
function followReports(track: StageTrack, on: TapEvents): () => void {
  if (track.producer.type !== 'simple') return () => undefined;
  const listener = (report: TrackReport) => on.onSenderReport(track.kind, report);
  track.listeners.add(listener);
  return () => track.listeners.delete(listener);
}

function toTapTrack(kind: Kind, consumer: types.Consumer) {
  const codec = consumer.rtpParameters.codecs[0];
  if (!codec) throw new Error('a consumer without a codec');
  return { kind, mimeType: codec.mimeType, payloadType: codec.payloadType, clockRate: codec.clockRate };
}
