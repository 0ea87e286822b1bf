import { audioGate } from './audio-gate.ts';
import { inspectH264Frame } from './h264-frame.ts';
import { interleave } from './interleaved.ts';
import type { KeyFrameWatch } from './key-frame-watch.ts';
import type { MediaUnit } from './media-unit.ts';
import { programmeClock, type SenderReport } from './programme-clock.ts';
import { parseRtpPacket, type RtpPacket } from './rtp-packet.ts';
import type { Kind, TapTrack } from './tap.ts';
import { type GatedFrame, videoGate } from './video-gate.ts';
import { inspectVp8Frame } from './vp8-frame.ts';

/** One publisher's packets on their way to whole, ordered, timed units. */
export type ProgrammeInput = {
  pushRtp: (kind: Kind, bytes: Buffer, arrivedAtMs: number) => void;
  noteSenderReport: (kind: Kind, report: SenderReport) => void;
  /** Gives up on packets that are missing for too long; call several times a second. */
  flush: () => void;
  toMs: (unit: MediaUnit) => number;
  isClockSettled: () => boolean;
  startSlewing: () => void;
  /** Lets no picture through until the next key frame. */
  awaitKeyFrame: () => void;
};

type InputOptions = {
  tracks: readonly TapTrack[];
  now: () => number;
  onUnit: (unit: MediaUnit) => void;
  onKeyFrameNeeded: () => void;
  watch: KeyFrameWatch;
  /** Whether pictures after a loss are of use before the next key frame. */
  conceals: () => boolean;
};

export function programmeInput(options: InputOptions): ProgrammeInput {
  const { conceals, now, onKeyFrameNeeded, onUnit, tracks, watch } = options;
  const video = tracks.find((track) => track.kind === 'video');
  const audio = tracks.find((track) => track.kind === 'audio');
  const clock = programmeClock({ ...rateOf(video), ...rateOf(audio) });

  const emit = (kind: Kind, { packets, ...frame }: GatedFrame) => {
    clock.noteArrival(kind, frame.timestamp, frame.arrivedAtMs);
    const bytes = interleave(packets.map(({ buffer }) => buffer));
    onUnit({ ...frame, kind, bytes, atMs: clock.toMs(kind, frame.timestamp) ?? frame.arrivedAtMs });
  };
  const toAudioFrame = (packet: RtpPacket, arrivedAtMs: number): GatedFrame => ({
    packets: [packet],
    timestamp: packet.timestamp,
    isKey: true,
    arrivedAtMs,
    parameterSets: null,
  });
  const isH264 = video?.mimeType.toLowerCase() === 'video/h264';
  const inspect = isH264 ? inspectH264Frame : inspectVp8Frame;
  const gates = {
    audio: audioGate((packet, arrivedAtMs) => emit('audio', toAudioFrame(packet, arrivedAtMs))),
    video: videoGate({
      inspect,
      needsParameterSets: isH264,
      onFrame: (frame) => emit('video', frame),
      onKeyFrameNeeded,
      conceals,
    }),
  };

  return {
    pushRtp(kind, bytes, arrivedAtMs) {
      const packet = parseRtpPacket(bytes);
      const track = kind === 'video' ? video : audio;
      if (!packet || packet.payloadType !== track?.payloadType) return;
      if (kind === 'video') watch.notePacket(() => inspect([packet]).isKey, arrivedAtMs);
      gates[kind].push(packet, arrivedAtMs);
    },
    noteSenderReport: clock.noteSenderReport,
    flush() {
      gates.audio.flush(now());
      gates.video.flush(now());
    },
    toMs: (unit) => clock.toMs(unit.kind, unit.timestamp) ?? unit.atMs,
    isClockSettled: clock.isSettled,
    startSlewing: clock.startSlewing,
    awaitKeyFrame: gates.video.shut,
  };
}

const rateOf = (track: TapTrack | undefined): Partial<Record<Kind, number>> =>
  track ? { [track.kind]: track.clockRate } : {};
