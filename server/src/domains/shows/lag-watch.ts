import type { ShowId } from '@shoal/contract';
import type { HeldLog } from './log-tail.ts';
import type { ShowSocket } from './shows-deps.ts';

export type LagWatchDeps = {
  findLog: (showId: ShowId) => Pick<HeldLog, 'top'> | undefined;
  /** Whether reports cannot be taken now: clients keep them back then. */
  isTrusting: () => boolean;
  nowMs: () => number;
};

/** Who applies entries too slowly, by what each client says that it applied [CL5]. */
export type LagWatch = {
  /** A client reported so. It is watched from when it was current once: one that is still catching up is not slow. */
  note(socket: ShowSocket, showId: ShowId, appliedSeq: number): void;
  forget(socketId: string, showId: ShowId): void;
  /** Closes those too far behind; called every 2 s. */
  check(): void;
};

const MAX_ENTRIES = 200;
const MAX_BEHIND_MS = 10_000;
/** A check that comes so late says that we were busy, not that they are slow. */
const MAX_LATE_MS = 5_000;

type Client = { socket: ShowSocket; appliedSeq: number };
type Watched = { clients: Map<string, Client>; tops: { atMs: number; top: number }[] };

export function createLagWatch({ findLog, isTrusting, nowMs }: LagWatchDeps): LagWatch {
  const shows = new Map<ShowId, Watched>();
  let checkedMs = nowMs();
  return {
    note(socket, showId, appliedSeq) {
      const client = shows.get(showId)?.clients.get(socket.id);
      if (client) client.appliedSeq = Math.max(client.appliedSeq, appliedSeq);
      if (client || appliedSeq < (findLog(showId)?.top ?? 0)) return;
      const watched = shows.get(showId) ?? { clients: new Map<string, Client>(), tops: [] };
      shows.set(showId, watched);
      watched.clients.set(socket.id, { socket, appliedSeq });
    },
    forget(socketId, showId) {
      const watched = shows.get(showId);
      watched?.clients.delete(socketId);
      if (watched?.clients.size === 0) shows.delete(showId);
    },
    check() {
      const atMs = nowMs();
      const wasBusy = atMs - checkedMs > MAX_LATE_MS;
      checkedMs = atMs;
      for (const [showId, watched] of shows) {
        const top = findLog(showId)?.top;
        if (top === undefined) continue;
        const floor = Math.max(noteTop(watched.tops, { atMs, top }), top - MAX_ENTRIES);
        if (wasBusy || !isTrusting()) continue;
        for (const { appliedSeq, socket } of watched.clients.values()) if (appliedSeq < floor) socket.closeSlow();
      }
    },
  };
}

/** Keeps the tops of the last 10 s. @returns the top that everybody must have applied by now; 0 while that is not known. */
function noteTop(tops: { atMs: number; top: number }[], now: { atMs: number; top: number }): number {
  tops.push(now);
  let due = 0;
  while (tops[0] && now.atMs - tops[0].atMs >= MAX_BEHIND_MS) due = tops.shift()?.top ?? due;
  return due;
}
