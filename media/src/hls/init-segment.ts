import { findBox, findBoxes, takeBoxes } from './boxes.ts';

export type InitTrack = {
  readonly id: number;
  readonly kind: 'audio' | 'video';
  readonly timescale: number;
  /** RFC 6381. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly defaultSampleDuration: number;
  readonly defaultSampleFlags: number;
};

/** Reads the tracks that an init segment (`ftyp` and `moov`) declares. */
export function readInitTracks(moov: Buffer): InitTrack[] {
  const defaults = new Map(
    findBoxes(findBox(moov, ['mvex']) ?? Buffer.alloc(0), 'trex').map((trex) => [
      trex.readUInt32BE(4),
      { duration: trex.readUInt32BE(12), flags: trex.readUInt32BE(20) },
    ]),
  );
  return findBoxes(moov, 'trak').flatMap((trak) => {
    const tkhd = findBox(trak, ['tkhd']);
    const mdhd = findBox(trak, ['mdia', 'mdhd']);
    const stsd = findBox(trak, ['mdia', 'minf', 'stbl', 'stsd']);
    if (!tkhd || !mdhd || !stsd) return [];
    const id = tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12);
    const timescale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
    const entry = takeBoxes(stsd.subarray(8)).boxes[0];
    const format = entry && readFormat(entry.type, entry.body);
    const trex = defaults.get(id);
    if (!format) return [];
    return [
      { id, timescale, ...format, defaultSampleDuration: trex?.duration ?? 0, defaultSampleFlags: trex?.flags ?? 0 },
    ];
  });
}

function readFormat(type: string, entry: Buffer): Pick<InitTrack, 'kind' | 'codec' | 'width' | 'height'> | undefined {
  if (type === 'mp4a') return { kind: 'audio', codec: 'mp4a.40.2', width: 0, height: 0 };
  if (type !== 'avc1' && type !== 'avc3') return undefined;
  const avcC = findBox(entry.subarray(78), ['avcC']);
  const profile = avcC?.subarray(1, 4).toString('hex') ?? '42e01f';
  return { kind: 'video', codec: `${type}.${profile}`, width: entry.readUInt16BE(24), height: entry.readUInt16BE(26) };
}
