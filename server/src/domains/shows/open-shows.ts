import { type ShowId, log as showLog } from '@shoal/contract';
import { type Beat, Pulse } from '../../platform/pulse.ts';
import { changeShow, runHostCommand, type ShowAct } from './change-show.ts';
import { closeEndedShow, recordLiveShow } from './finish-show.ts';
import { createJoinedSockets, type Joined, type JoinedSockets } from './joined-sockets.ts';
import { createLagWatch, type LagWatch } from './lag-watch.ts';
import { createLiveFigures } from './live-figures.ts';
import { createPeaks, type Peaks } from './peaks.ts';
import type { Presence } from './presence.ts';
import { ReceiptBatcher } from './receipt-batcher.ts';
import { writeReceipts } from './receipts.store.ts';
import { runTimers } from './run-timers.ts';
import { ShowLogs } from './show-logs.ts';
import type { ShowSocket, ShowsDeps } from './shows-deps.ts';

/** The live parts of the domain, and its deps: what its use cases take. */
export type Shows = ShowsDeps & {
  joined: JoinedSockets;
  logs: ShowLogs;
  /** Sockets that read a log page by page. */
  paging: WeakSet<ShowSocket>;
  presence: Presence;
  receipts: ReceiptBatcher;
  lag: LagWatch;
  peaks: Peaks;
  announce: (showId: ShowId, entries: readonly showLog.LogEntry[]) => Promise<void>;
  startRecordingSoon: (showId: ShowId) => void;
  finishSoon: (showId: ShowId) => void;
  /** For other domains: a host's command, and a change by the clock, each in one transaction on the locked show. */
  hostCommand: <T>(
    request: Parameters<typeof runHostCommand>[1],
    act: ShowAct<T>,
  ) => Promise<{ answer: T; isNew: boolean }>;
  changeShow: <T>(showId: ShowId, act: ShowAct<T>) => Promise<T | undefined>;
  /** Does what is due now: shows too long, hosts away. */
  runTimers: () => Promise<void>;
  close: () => Promise<void>;
};

/** Phones hold their reports back for up to 30 s after one that failed. */
const RECEIPTS_REST_MS = 60_000;

/** Opens the live parts; whoever opens them closes them. */
export function openShows(given: ShowsDeps & { presence: Presence }): Shows {
  const deps = { ...given, programmeMsAt: estimateAnyway(given) };
  const { log, presence, rooms, voice } = deps;
  const joined = createJoinedSockets((socket, { accountId, showId }: Joined) => {
    presence.leave(showId, accountId, socket.id);
    lag.forget(socket.id, showId);
  });
  const logs = new ShowLogs({
    db: deps.db,
    log,
    tellOthers: deps.tellOthers,
    onTail: deps.onTail,
    onGap: () => deps.onGap('server'),
    isWatchedHere: (showId) => joined.countSockets(showId) > 0,
    fanOut: (showId, epoch, entry) =>
      voice.sendHere(rooms.show(showId), showLog.entryAppended, { showId, epoch, entry }),
  });
  const receipts = new ReceiptBatcher({
    log,
    write: (showId, batch) => writeReceipts(deps.db, showId, batch),
  });
  const lag = createLagWatch({
    findLog: (showId) => logs.find(showId),
    nowMs: () => performance.now(),
    isTrusting: () => performance.now() - (receipts.failedAtMs ?? Number.NEGATIVE_INFINITY) > RECEIPTS_REST_MS,
  });
  const soon = (act: typeof closeEndedShow, showId: ShowId) =>
    void act(deps, showId).catch((err: unknown) => log.warn({ err, showId }, 'left to the job'));
  const announcing = { ...deps, announce: logs.announce.bind(logs) };
  const shows: Omit<Shows, 'close' | 'runTimers'> = {
    ...announcing,
    joined,
    logs,
    paging: new WeakSet(),
    receipts,
    lag,
    peaks: createPeaks(deps),
    hostCommand: (request, act) => runHostCommand(announcing, request, act),
    changeShow: (showId, act) => changeShow(announcing, showId, act),
    startRecordingSoon: (showId: ShowId) => soon(recordLiveShow, showId),
    finishSoon: (showId: ShowId) => soon(closeEndedShow, showId),
  };
  const pulse = Pulse.open(listBeats(shows), log);
  const close = async () => {
    await pulse.close();
    await receipts.close();
    await presence.close();
  };
  return { ...shows, runTimers: () => runTimers(shows), close };
}

function listBeats(shows: Omit<Shows, 'close' | 'runTimers'>): Beat[] {
  const figures = createLiveFigures(shows);
  return [
    { name: 'timers', everySeconds: 1, run: () => runTimers(shows) },
    { name: 'lag', everySeconds: 2, run: async () => shows.lag.check() },
    { name: 'presence', everySeconds: 1, run: figures.sendPresence },
    { name: 'counts', everySeconds: 1, run: figures.sendCounts },
    { name: 'poll', everySeconds: 2, run: () => shows.logs.poll() },
    { name: 'heartbeat', everySeconds: 1, run: figures.sendHeartbeats },
  ];
}

/** Drops go on while the recordings cannot be read: the replay derives the time anew. */
const estimateAnyway =
  ({ log, programmeMsAt }: ShowsDeps): ShowsDeps['programmeMsAt'] =>
  (db, showId, at) =>
    programmeMsAt(db, showId, at).catch((err: unknown) => {
      log.warn({ err, showId }, 'programme time is not known');
      return 0;
    });
