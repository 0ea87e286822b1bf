import type { MediaUnit } from './media-unit.ts';
import type { Kind } from './tap.ts';

/** Twelve seconds at the largest bitrate a host may send. */
const MAX_RING_BYTES = 8 * 1024 * 1024;
/** Sound without a picture is kept in pieces of this length. */
const AUDIO_PIECE_MS = 1_000;
/** Clocks of encoder and ring agree far better than this, and groups of pictures are never so short. */
const TOLERANCE_MS = 100;

const MAX_PRELUDE_UNITS = 100;

type Group = { readonly startMs: number; readonly units: MediaUnit[] };

/** The groups of pictures that no closed part of a recording holds yet: what a new encoder must be given again. */
export type GopRing = {
  push: (unit: MediaUnit) => void;
  /** The encoder has put out everything before this moment. */
  dropBefore: (atMs: number) => void;
  /** Forgets every group before the one that this unit begins. */
  beginWith: (key: MediaUnit) => void;
  /** From the first key frame on, in the order of the programme's time line. */
  units: () => MediaUnit[];
  /** Places every unit anew, after the clock has learned better. */
  retime: (toMs: (unit: MediaUnit) => number) => void;
  clear: () => void;
};

/** `leads` is the kind whose key units begin a group: audio only where there is no picture. */
export function gopRing(leads: Kind): GopRing {
  /** What came before the first key frame: sound that may belong beside it, since a picture takes longer to encode. */
  let prelude: MediaUnit[] = [];
  let groups: Group[] = [];
  let bytes = 0;

  const dropFirst = () => {
    for (const unit of groups.shift()?.units ?? []) bytes -= unit.bytes.length;
  };
  const beginsGroup = (unit: MediaUnit) => {
    if (leads === 'video') return unit.kind === 'video' && unit.isKey;
    const last = groups.at(-1);
    return !last || unit.atMs - last.startMs >= AUDIO_PIECE_MS;
  };
  const push = (unit: MediaUnit) => {
    bytes += unit.bytes.length;
    if (beginsGroup(unit)) {
      const earlier = groups.at(-1)?.units ?? prelude;
      const beside = earlier.filter((other) => other.kind === 'audio' && other.atMs >= unit.atMs);
      for (const other of beside) earlier.splice(earlier.indexOf(other), 1);
      groups.push({ startMs: unit.atMs, units: [unit, ...beside] });
    } else (groups.at(-1)?.units ?? prelude).push(unit);
    while (bytes > MAX_RING_BYTES && groups.length > 1) dropFirst();
    while (prelude.length > MAX_PRELUDE_UNITS) bytes -= (prelude.shift() ?? unit).bytes.length;
  };
  const clear = () => {
    prelude = [];
    groups = [];
    bytes = 0;
  };

  return {
    push,
    dropBefore(atMs) {
      for (let next = groups[1]; next && next.startMs <= atMs + TOLERANCE_MS; next = groups[1]) dropFirst();
    },
    beginWith(key) {
      const at = groups.findIndex(({ units }) => units[0] === key);
      for (let before = at; before > 0; before -= 1) dropFirst();
    },
    units() {
      const startMs = groups[0]?.startMs ?? 0;
      return groups
        .flatMap((group) => group.units)
        .filter((unit) => unit.kind === 'video' || unit.atMs >= startMs)
        .toSorted((a, b) => a.atMs - b.atMs);
    },
    retime(toMs) {
      const all = [...prelude, ...groups.flatMap((group) => group.units)];
      clear();
      for (const unit of all) push({ ...unit, atMs: toMs(unit) });
    },
    clear,
  };
}
