import { reorderBuffer } from './reorder-buffer.ts';
import type { RtpPacket } from './rtp-packet.ts';

/** What one frame is, read from its packets. */
export type FrameFacts = { isKey: boolean; isWhole: boolean; sps: Buffer | undefined; pps: Buffer | undefined };

/** The bytes a decoder must have before the first picture; a change of either means another picture size or profile. */
export type ParameterSets = { readonly sps: Buffer; readonly pps: Buffer };

export type GatedFrame = {
  readonly packets: readonly RtpPacket[];
  readonly timestamp: number;
  readonly isKey: boolean;
  readonly arrivedAtMs: number;
  /** Those in force for this frame; null for codecs that have none. */
  readonly parameterSets: ParameterSets | null;
};

export type VideoGateOptions = {
  inspect: (packets: readonly RtpPacket[]) => FrameFacts;
  /** H264 frames are of no use before the first SPS and PPS. */
  needsParameterSets: boolean;
  onFrame: (frame: GatedFrame) => void;
  /** Nothing more comes out until the sender makes a key frame. */
  onKeyFrameNeeded: () => void;
  /** Whether what follows a loss goes on to a decoder of ours, which conceals it, instead of waiting for a key frame. */
  conceals: () => boolean;
};

export type RtpGate = { push: (packet: RtpPacket, nowMs: number) => void; flush: (nowMs: number) => void };
/** `shut` lets nothing through until the next key frame. */
export type VideoGate = RtpGate & { shut: () => void };

/**
 * Lets only whole, decodable frames through, in order: after any loss everything up to the next key frame is dropped,
 * because one damaged frame stops a browser's decoder for good.
 */
export function videoGate(options: VideoGateOptions): VideoGate {
  let frame: RtpPacket[] = [];
  let frameArrivedAtMs = 0;
  let isOpen = false;
  let isDamaged = false;
  let sets: ParameterSets | null = null;

  const endFrame = () => {
    const packets = frame;
    const wasDamaged = isDamaged;
    frame = [];
    isDamaged = false;
    const first = packets[0];
    if (!first) return;
    const facts = options.inspect(packets);
    const sps = facts.sps ?? sets?.sps;
    const pps = facts.pps ?? sets?.pps;
    if ((facts.sps || facts.pps) && sps && pps) sets = { sps: Buffer.from(sps), pps: Buffer.from(pps) };
    // After a gap only a frame that opens with its SPS is known to have its beginning.
    const isSure = !wasDamaged || !options.needsParameterSets || facts.sps !== undefined;
    const hasBeginning = isSure || (isOpen && options.conceals());
    const isUsable = facts.isWhole && hasBeginning && (sets !== null || !options.needsParameterSets);
    if (!isUsable || !(isOpen || facts.isKey)) return shutUnlessConcealed();
    isOpen = true;
    options.onFrame({
      packets,
      timestamp: first.timestamp,
      isKey: facts.isKey,
      arrivedAtMs: frameArrivedAtMs,
      parameterSets: sets,
    });
  };
  const shutUnlessConcealed = () => {
    if (!options.conceals()) shut();
  };
  const shut = () => {
    if (!isOpen) return;
    isOpen = false;
    options.onKeyFrameNeeded();
  };

  const packets = reorderBuffer({
    onPacket(packet, arrivedAtMs) {
      if (packet.payload.length === 0) return;
      if (frame[0] && frame[0].timestamp !== packet.timestamp) endFrame();
      if (frame.length === 0) frameArrivedAtMs = arrivedAtMs;
      frame.push(packet);
      if (packet.isMarked) endFrame();
    },
    onGap() {
      frame = [];
      isDamaged = true;
      shutUnlessConcealed();
    },
  });
  return { ...packets, shut };
}
