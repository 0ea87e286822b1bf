import { setTimeout } from 'node:timers/promises';
import type { log, ShowId, shows } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { chooseStart, chooseTail, type HeldLog, type LogPosition, type TailKind, toKind, toTail } from './log-tail.ts';
import { createOlderPages } from './older-pages.ts';
import { findLogHead, listEntriesAfter, listLogHeads, listNewestEntries } from './show-log.store.ts';
import type { ShowWord } from './show-word.ts';

export type ShowLogsDeps = {
  db: Db;
  log: Log;
  /** Sends an entry to this server's own sockets in the show. */
  fanOut: (showId: ShowId, epoch: string, entry: log.LogEntry) => void;
  tellOthers: (word: ShowWord) => void;
  /** Whether anybody in this show is connected here. */
  isWatchedHere: (showId: ShowId) => boolean;
  /** What a tail was, and where it came from; for the figures. */
  onTail: (kind: TailKind, from: 'memory' | 'database') => void;
  /** This server noticed that it had missed entries of a log. */
  onGap: () => void;
};

/** Newest entries that one show holds in memory; older ones are read from the database when somebody asks. */
export const MAX_HELD_ENTRIES = 5_000;
const CATCH_UP_BATCH = 1_000;
/** Words from other servers that come within this are answered by one read. */
const GATHER_WORDS_MS = 5;

type Held = {
  epoch: string;
  top: number;
  entries: log.LogEntry[];
  isLive: boolean;
  catchingUp: Promise<void> | undefined;
};

/**
 * The logs that this process holds in memory, each loaded once. Entries reach the sockets here in order of seq, each
 * once, wherever they were written [LG3]; a lost word from another server costs at most one poll [LG5].
 */
export class ShowLogs {
  readonly #deps: ShowLogsDeps;
  readonly #logs = new Map<ShowId, Promise<Held>>();
  readonly #loaded = new Map<ShowId, Held>();
  readonly #heard = new Map<ShowId, { word: ShowWord; read: Promise<void> }>();
  readonly #readOlder: ReturnType<typeof createOlderPages>;

  constructor(deps: ShowLogsDeps) {
    this.#deps = deps;
    this.#readOlder = createOlderPages({
      listEntriesAfter: (showId, range) => listEntriesAfter(deps.db, showId, range),
    });
  }

  /** Takes committed entries in, sends them here and tells the other servers. Never fails: the poll mends what is lost. */
  async announce(showId: ShowId, entries: readonly log.LogEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    await this.#spread(showId, entries, last.seq).catch((err: unknown) => {
      this.#deps.log.warn({ err, showId, top: last.seq }, 'could not announce entries; the poll will');
    });
  }

  async #spread(showId: ShowId, entries: readonly log.LogEntry[], top: number): Promise<void> {
    const held = await this.#logs.get(showId);
    const epoch = held?.epoch ?? (await findLogHead(this.#deps.db, showId))?.epoch;
    if (held) for (const entry of entries) await this.#take(showId, held, entry);
    if (epoch !== undefined) this.#deps.tellOthers({ showId, epoch, top });
  }

  /** Loads a show's log unless it is here already. @throws Error when the show has none. */
  async open(showId: ShowId): Promise<void> {
    await this.#open(showId);
  }

  /** Where a loaded log stands. */
  find(showId: ShowId): HeldLog | undefined {
    return this.#loaded.get(showId);
  }

  /** What a client at `position` lacks; from memory, except for what is older than the cap. */
  async readTail(showId: ShowId, position: LogPosition | null): Promise<shows.LogTail> {
    const held = this.#loaded.get(showId) ?? (await this.#open(showId));
    // She may come from a server that is ahead of us.
    if (position?.epoch === held.epoch) await this.#reach(showId, held, position.seq);
    const inMemory = chooseTail(held, position);
    const tail = inMemory ?? (await this.#readOlderTail(showId, held, position));
    this.#deps.onTail(toKind(tail, position), inMemory ? 'memory' : 'database');
    return tail;
  }

  async #readOlderTail(showId: ShowId, held: Held, position: LogPosition | null): Promise<shows.LogTail> {
    const { afterSeq, isReset } = chooseStart(held, position);
    const { epoch, top } = held;
    return toTail({ epoch, top }, isReset, await this.#readOlder({ showId, epoch, afterSeq }));
  }

  /** Another server said that a log has grown. The words of a burst are answered by one read. */
  onWord(word: ShowWord): Promise<void> {
    const { showId } = word;
    const heard = this.#heard.get(showId);
    if (heard) {
      if (heard.word.epoch !== word.epoch || heard.word.top < word.top) heard.word = word;
      return heard.read;
    }
    const read = setTimeout(GATHER_WORDS_MS).then(() => {
      const last = this.#heard.get(showId)?.word ?? word;
      this.#heard.delete(showId);
      return this.#follow(last);
    });
    this.#heard.set(showId, { word, read });
    return read;
  }

  async #follow({ epoch, showId, top }: ShowWord): Promise<void> {
    const held = this.#loaded.get(showId);
    if (held && held.epoch !== epoch) await this.#catchUp(showId, held);
    if (held) await this.#reach(showId, held, top);
  }

  /** Compares the loaded logs with the database, catches up, and forgets those that nobody needs. */
  async poll(): Promise<void> {
    this.#forgetIdle();
    const showIds = [...this.#loaded.keys()];
    if (showIds.length === 0) return;
    for (const head of await listLogHeads(this.#deps.db, showIds)) {
      const held = this.#loaded.get(head.showId);
      if (!held) continue;
      held.isLive = head.state === 'live';
      if (held.epoch === head.epoch && held.top >= head.topSeq) continue;
      this.#deps.onGap();
      await this.#catchUp(head.showId, held);
    }
  }

  #open(showId: ShowId): Promise<Held> {
    const known = this.#logs.get(showId);
    if (known) return known;
    const loading = this.#load(showId);
    this.#logs.set(showId, loading);
    loading.then(
      (held) => this.#loaded.set(showId, held),
      () => this.#logs.delete(showId),
    );
    return loading;
  }

  async #load(showId: ShowId): Promise<Held> {
    const head = await findLogHead(this.#deps.db, showId);
    if (!head) throw new Error(`show ${showId} has no log`);
    const entries = await listNewestEntries(this.#deps.db, showId, MAX_HELD_ENTRIES);
    return { epoch: head.epoch, top: entries.at(-1)?.seq ?? 0, entries, isLive: true, catchingUp: undefined };
  }

  async #take(showId: ShowId, held: Held, entry: log.LogEntry): Promise<void> {
    // Answers of the database overtake each other: what is missing in between is committed, so it can be read.
    await this.#reach(showId, held, entry.seq - 1);
    this.#apply(showId, held, entry);
  }

  async #reach(showId: ShowId, held: Held, seq: number): Promise<void> {
    if (held.top < seq) await this.#catchUp(showId, held);
    if (held.top < seq) await this.#catchUp(showId, held); // The first may have begun before that seq was committed.
  }

  #apply(showId: ShowId, held: Held, entry: log.LogEntry): void {
    if (entry.seq !== held.top + 1) return;
    held.entries.push(entry);
    held.top = entry.seq;
    if (held.entries.length > MAX_HELD_ENTRIES) held.entries.shift();
    this.#deps.fanOut(showId, held.epoch, entry);
  }

  #catchUp(showId: ShowId, held: Held): Promise<void> {
    held.catchingUp ??= this.#readOn(showId, held).finally(() => {
      held.catchingUp = undefined;
    });
    return held.catchingUp;
  }

  async #readOn(showId: ShowId, held: Held): Promise<void> {
    const head = await findLogHead(this.#deps.db, showId);
    if (!head) return;
    if (head.epoch !== held.epoch) Object.assign(held, { epoch: head.epoch, top: 0, entries: [] });
    while (held.top < head.topSeq) {
      const entries = await listEntriesAfter(this.#deps.db, showId, { afterSeq: held.top, limit: CATCH_UP_BATCH });
      if (entries.length === 0) return this.#deps.log.error({ showId, top: held.top }, 'show log has a hole');
      for (const entry of entries) this.#apply(showId, held, entry);
    }
  }

  #forgetIdle(): void {
    for (const [showId, held] of this.#loaded) {
      if (held.isLive || this.#deps.isWatchedHere(showId)) continue;
      this.#loaded.delete(showId);
      this.#logs.delete(showId);
    }
  }
}
