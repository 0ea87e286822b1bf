import type { RtpPacket } from './rtp-packet.ts';
import type { FrameFacts } from './video-gate.ts';

const IDR = 5;
const SPS = 7;
const PPS = 8;
const STAP_A = 24;
const FU_A = 28;

/** Reads what the recorder must know of one H264 access unit (RFC 6184, packetization modes 0 and 1). */
export function inspectH264Frame(packets: readonly RtpPacket[]): FrameFacts {
  const facts: FrameFacts = { isKey: false, isWhole: true, sps: undefined, pps: undefined };
  let isInsideFragment = false;
  for (const { payload } of packets) {
    const type = (payload[0] ?? 0) & 0x1f;
    if (type === FU_A) {
      const header = payload[1] ?? 0;
      const isStart = (header & 0x80) !== 0;
      if (isStart === isInsideFragment) facts.isWhole = false;
      isInsideFragment = (header & 0x40) === 0;
      if (isStart && (header & 0x1f) === IDR) facts.isKey = true;
      continue;
    }
    if (isInsideFragment) facts.isWhole = false;
    isInsideFragment = false;
    for (const nal of type === STAP_A ? aggregatedNals(payload) : [payload]) noteNal(facts, nal);
  }
  if (isInsideFragment) facts.isWhole = false;
  return facts;
}

function noteNal(facts: FrameFacts, nal: Buffer): void {
  const type = (nal[0] ?? 0) & 0x1f;
  if (type === IDR) facts.isKey = true;
  if (type === SPS) facts.sps = nal;
  if (type === PPS) facts.pps = nal;
}

function aggregatedNals(payload: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  for (let at = 1; at + 2 < payload.length; ) {
    const sizeBytes = payload.readUInt16BE(at);
    nals.push(payload.subarray(at + 2, at + 2 + sizeBytes));
    at += 2 + sizeBytes;
  }
  return nals;
}
