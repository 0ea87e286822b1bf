import type { BroadcastPayload, CommandOutput, CommandRequest, log as wire } from '@shoal/contract';
import { emptyStory, type ShowStory, tellEntry } from './show-story.ts';

type LogEntry = wire.LogEntry;
export type LogTail = CommandOutput<typeof wire.resumeLog>;
export type LogPosition = CommandRequest<typeof wire.resumeLog>['position'];
type Appended = Pick<BroadcastPayload<typeof wire.entryAppended>, 'epoch' | 'entry'>;
type Heartbeat = Pick<BroadcastPayload<typeof wire.heartbeat>, 'epoch' | 'top'>;

/** Why a tail was asked for: only the way back into the room can have missed something. */
export type TailCause = 'entering' | 'returning' | 'gap';

// A resume fills a long gap faster than keeping what lies beyond it.
const MAX_HELD = 500;

/** What this client holds of a show's log. A value: every change is a new one. */
export type ShowLog = {
  epoch: string | null;
  /** Everything up to here was applied, once, in order. */
  lastSeq: number;
  /** The highest seq that is known to exist. */
  knownTop: number;
  /** The server speaks of another epoch: nothing is applied until a tail of it arrived. */
  isStale: boolean;
  /** Entries ahead of the first gap, by seq. */
  held: ReadonlyMap<number, LogEntry>;
  /** Entries of kinds that this build does not know. */
  skipped: number;
  story: ShowStory;
};

export const emptyLog: ShowLog = {
  epoch: null,
  lastSeq: 0,
  knownTop: 0,
  isStale: false,
  held: new Map(),
  skipped: 0,
  story: emptyStory,
};

/** Where to resume from, or null when nothing is missing. */
export function findMissingFrom(log: ShowLog): LogPosition | null {
  if (log.epoch === null) return null;
  return log.isStale || log.knownTop > log.lastSeq ? { epoch: log.epoch, seq: log.lastSeq } : null;
}

export const positionOf = (log: ShowLog): LogPosition | null =>
  log.epoch === null ? null : { epoch: log.epoch, seq: log.lastSeq };

/** The next entry is applied, an old one changes nothing, one from beyond a gap is held until the gap is closed. */
export function receiveEntry(log: ShowLog, { epoch, entry }: Appended): ShowLog {
  if (log.epoch === null) return log; // Not in the room yet: the answer to the join holds it.
  if (epoch !== log.epoch) return { ...log, isStale: true };
  if (log.isStale) return log;
  const known = { ...log, knownTop: Math.max(log.knownTop, entry.seq) };
  if (entry.seq <= log.lastSeq) return known;
  if (entry.seq > log.lastSeq + 1) {
    return log.held.size < MAX_HELD ? { ...known, held: new Map(log.held).set(entry.seq, entry) } : known;
  }
  return applyHeld(apply(known, entry));
}

/** A quiet client learns here that it is behind. */
export function receiveHeartbeat(log: ShowLog, { epoch, top }: Heartbeat): ShowLog {
  if (log.epoch === null) return log;
  if (epoch !== log.epoch) return log.isStale ? log : { ...log, isStale: true };
  return top > log.knownTop ? { ...log, knownTop: top } : log;
}

/** Takes the answer to a join or a resume. A tail of another epoch replaces everything. */
export function receiveTail(log: ShowLog, tail: LogTail, cause: TailCause): ShowLog {
  const startsOver = tail.epoch !== log.epoch || (tail.isReset && tail.top < log.lastSeq);
  const base = startsOver ? { ...emptyLog, epoch: tail.epoch, skipped: log.skipped } : log;
  const before = base.lastSeq;
  const filled = tail.entries.reduce<ShowLog>(
    (grown, entry) => (entry.seq === grown.lastSeq + 1 ? apply(grown, entry) : grown),
    { ...base, isStale: false, knownTop: Math.max(base.knownTop, tail.top) },
  );
  return markMissed(applyHeld(filled), cause === 'returning' && !startsOver ? before : null);
}

/** Marks what came after `afterSeq` as missed, as when she left the page there and comes back to it. */
export function markMissed(log: ShowLog, afterSeq: number | null): ShowLog {
  if (afterSeq === null) return log;
  const missed = log.story.drops.filter((drop) => drop.seq > afterSeq);
  if (missed.length === 0) return log;
  return { ...log, story: { ...log.story, missed: { afterSeq, untilSeq: log.lastSeq, count: missed.length } } };
}

function apply(log: ShowLog, entry: LogEntry): ShowLog {
  const story = tellEntry(log.story, entry);
  return {
    ...log,
    lastSeq: entry.seq,
    knownTop: Math.max(log.knownTop, entry.seq),
    story: story ?? log.story,
    skipped: log.skipped + (story ? 0 : 1),
  };
}

function applyHeld(log: ShowLog): ShowLog {
  let grown = log;
  for (let next = grown.held.get(grown.lastSeq + 1); next; next = grown.held.get(grown.lastSeq + 1)) {
    grown = apply(grown, next);
  }
  if (grown.held.size === 0) return grown;
  return { ...grown, held: new Map([...grown.held].filter(([seq]) => seq > grown.lastSeq)) };
}
