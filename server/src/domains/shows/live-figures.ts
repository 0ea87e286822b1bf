import { drops, HEARTBEAT_INTERVAL_MS, log, type ShowId, shows } from '@shoal/contract';
import { createEmptyShows } from '../../platform/empty-shows.ts';
import type { JoinedSockets } from './joined-sockets.ts';
import type { Presence } from './presence.ts';
import { readCounts } from './read-counts.ts';
import { chooseReconnectSpreadMs } from './reconnect-spread.ts';
import type { ShowLogs } from './show-logs.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type LiveFiguresDeps = Pick<ShowsDeps, 'countForwarded' | 'db' | 'now' | 'rooms' | 'voice'> & {
  joined: JoinedSockets;
  logs: ShowLogs;
  presence: Presence;
};

/** One call a second, so that a hole is noticed within 5 s of what was lost. */
const BEAT_AFTER_CALLS = HEARTBEAT_INTERVAL_MS / 1_000 - 1;
const MAX_CALLS_WITHOUT_BEAT = 30;

/** What each server tells its own sockets by the clock, from what is committed or held here. */
export type LiveFigures = {
  /** How many people are here, to shows where that moved. */
  sendPresence(): Promise<void>;
  /** Counts that moved, to the studios here. */
  sendCounts(): Promise<void>;
  /** The top of each log that was quiet for so many calls, one a second, to its show here [LG4]. */
  sendHeartbeats(): Promise<void>;
};

/** Opens the figures; they remember what was sent last. */
export function createLiveFigures(deps: LiveFiguresDeps): LiveFigures {
  const { joined, logs, presence, rooms, voice } = deps;
  const sentOnline = new Map<ShowId, number>();
  const sentCounts = new Map<ShowId, Map<number, string>>();
  const quiet = new Map<ShowId, Quiet>();
  const chooseToCount = createEmptyShows((showId) => logs.find(showId));
  return {
    async sendPresence() {
      await presence.sync();
      const here = joined.listShows();
      forgetOthers(sentOnline, here);
      for (const showId of here) {
        const online = await presence.count(showId);
        if (sentOnline.get(showId) === online) continue;
        sentOnline.set(showId, online);
        voice.sendHere(rooms.show(showId), shows.presenceChanged, { showId, online });
      }
    },
    async sendCounts() {
      const here = joined.listStudios();
      forgetOthers(sentCounts, here);
      for (const { foundNothing, showId } of chooseToCount(here)) {
        const sent = sentCounts.get(showId) ?? new Map<number, string>();
        sentCounts.set(showId, sent);
        const counts = await readCounts(deps, showId);
        if (counts.length === 0) foundNothing();
        const moved = chooseMoved(sent, counts);
        if (moved.length > 0) voice.sendHere(rooms.studio(showId), drops.countsChanged, { showId, counts: moved });
      }
    },
    async sendHeartbeats() {
      const serverNow = deps.now().toISOString();
      const here = joined.listShows();
      forgetOthers(quiet, here);
      for (const showId of here) {
        const held = logs.find(showId);
        if (!held || !isBeatDue(quiet, showId, held.top)) continue;
        const { epoch, top } = held;
        const reconnectSpreadMs = chooseReconnectSpreadMs(joined.countSockets(showId));
        voice.sendHere(rooms.show(showId), log.heartbeat, { showId, epoch, top, serverNow, reconnectSpreadMs });
      }
    },
  };
}

/** How long, in calls, nothing was appended to a show and no heartbeat was sent. */
type Quiet = { top: number; sinceEntry: number; sinceBeat: number };

/**
 * An entry says where the top is as well as a heartbeat does, so one is due so long after the newest of the two; the spread
 * that it carries must not grow old all the same.
 */
function isBeatDue(shows: Map<ShowId, Quiet>, showId: ShowId, top: number): boolean {
  const before = shows.get(showId) ?? { top, sinceEntry: 0, sinceBeat: 0 };
  const sinceEntry = before.top === top ? before.sinceEntry + 1 : 0;
  const sinceBeat = before.sinceBeat + 1;
  const isDue = Math.min(sinceEntry, sinceBeat) >= BEAT_AFTER_CALLS || sinceBeat >= MAX_CALLS_WITHOUT_BEAT;
  shows.set(showId, { top, sinceEntry, sinceBeat: isDue ? 0 : sinceBeat });
  return isDue;
}

/** Counts that differ from those sent; they count as sent from here on. */
function chooseMoved(sent: Map<number, string>, counts: readonly drops.DropCounts[]): drops.DropCounts[] {
  return counts.filter((count) => {
    const told = JSON.stringify(count);
    const isMoved = sent.get(count.dropSeq) !== told;
    sent.set(count.dropSeq, told);
    return isMoved;
  });
}

function forgetOthers(map: Map<ShowId, unknown>, kept: readonly ShowId[]): void {
  const here = new Set(kept);
  for (const showId of map.keys()) if (!here.has(showId)) map.delete(showId);
}
