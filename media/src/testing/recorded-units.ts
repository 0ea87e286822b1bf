import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { interleave } from '../recording/interleaved.ts';
import type { MediaUnit } from '../recording/media-unit.ts';
import type { Kind, TapTrack } from '../recording/tap.ts';
import type { ParameterSets } from '../recording/video-gate.ts';
import { rtp } from './rtp.ts';

const ffmpegPath = process.env.FFMPEG_PATH || 'ffmpeg';

const tracks = {
  video: { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 },
  audio: { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 },
} as const;
export const RECORDED_TRACKS: readonly TapTrack[] = [tracks.video, tracks.audio];

/** What the recorder would take at one moment: the payloads of a picture's packets, or of one of sound. */
type Content = { kind: Kind; payloads: readonly Buffer[]; isKey: boolean; parameterSets: ParameterSets | null };

/** 20 ms of Opus. */
export const SILENCE: Content = {
  kind: 'audio',
  payloads: [Buffer.from([0xf8, 0xff, 0xfe])],
  isKey: true,
  parameterSets: null,
};

/** Places it on the programme's time line, where it also arrived. */
export function toUnit({ payloads, ...content }: Content, atMs: number): MediaUnit {
  const { clockRate, payloadType } = tracks[content.kind];
  const timestamp = Math.round((atMs * clockRate) / 1_000) >>> 0;
  const packets = payloads.map((payload, at) => {
    const isMarked = content.kind === 'video' && at === payloads.length - 1;
    const { buffer } = rtp({ sequence: 0, timestamp, payload: [...payload], isMarked });
    buffer.writeUInt8((isMarked ? 0x80 : 0) | payloadType, 1);
    return buffer;
  });
  return { ...content, bytes: interleave(packets), timestamp, arrivedAtMs: atMs, atMs };
}

/** H264 as browsers send it: each NAL unit small enough for a packet. */
export async function encodePictures(count: number, { keyEvery, size = '64x64' }: { keyEvery: number; size?: string }) {
  const args = ['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=${size}:r=10:d=${count / 10}`, '-c:v', 'libx264'];
  const x264 = ['-profile:v', 'baseline', '-bf', '0', '-pix_fmt', 'yuv420p', '-x264-params'];
  const keys = `aud=1:slices=1:keyint=${keyEvery}:scenecut=0`;
  const options = { encoding: 'buffer', maxBuffer: 1e8 } as const;
  const { stdout } = await promisify(execFile)(ffmpegPath, [...args, ...x264, keys, '-f', 'h264', '-'], options);
  const pictures: Buffer[][] = [];
  for (const nal of splitNals(stdout)) {
    if (isOfType(9)(nal)) pictures.push([]);
    else if (!isOfType(6)(nal)) pictures.at(-1)?.push(nal);
  }
  const [sps, pps] = [7, 8].map((type) => pictures[0]?.find(isOfType(type)));
  if (!sps || !pps) throw new Error('x264 wrote no parameter sets');
  const parameterSets = { sps, pps };
  return pictures.map(
    (payloads): Content => ({ kind: 'video', payloads, isKey: payloads.some(isOfType(5)), parameterSets }),
  );
}

const isOfType = (type: number) => (nal: Buffer) => ((nal[0] ?? 0) & 0x1f) === type;

function splitNals(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('000001', 0, 'hex'); at >= 0; at = bytes.indexOf('000001', at + 3, 'hex'))
    starts.push(at);
  return starts.map((start, at) => {
    const next = starts[at + 1];
    const end = next === undefined ? bytes.length : next - (bytes[next - 1] === 0 ? 1 : 0);
    return bytes.subarray(start + 3, end);
  });
}
