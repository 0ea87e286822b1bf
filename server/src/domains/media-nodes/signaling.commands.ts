import { AppError, type ShowId, signaling, type TabId } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import type { Connection } from '../../realtime/connection.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { openPublish } from './open-publish.ts';
import { prepareWatch } from './prepare-watch.ts';
import { publishFile } from './publish-file.ts';
import { revokePeers } from './revoke-peers.ts';
import { requireStage, type Seat } from './seat.ts';
import { choosePicture, connectTransport, produceTrack, restartIce } from './use-transport.ts';
import { watchStage } from './watch-stage.ts';

export type JoinedTab = { tabId: TabId; ownsStage: boolean };

export type SignalingDeps = MediaNodesDeps & {
  /** The tab that a socket joined a show with; undefined before `show:join`. */
  findJoinedTab: (connection: Connection, showId: ShowId) => JoinedTab | undefined | Promise<JoinedTab | undefined>;
  /** How a viewer's start went. */
  observeStart: (start: signaling.WatchStart) => void;
  /** Whether files may be published in place of a camera. */
  isDemo: boolean;
};

/** The media-nodes domain's socket face. Whose media it is follows from the joined socket alone. */
export function registerSignalingCommands(on: OnCommand, deps: SignalingDeps): void {
  on(signaling.openPublish, async (_caller, { showId }, connection) =>
    openPublish(deps, await getSeat(deps, connection, showId)),
  );
  on(signaling.connectTransport, async (_caller, input, connection) =>
    connectTransport(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.produceTrack, async (_caller, input, connection) =>
    produceTrack(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.watch, async (_caller, input, connection) =>
    watchStage(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.prepareWatch, async (_caller, input, connection) =>
    prepareWatch(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.reportStart, async (_caller, { showId, start }, connection) => {
    await getSeat(deps, connection, showId);
    deps.observeStart(start);
    return {};
  });
  on(signaling.choosePicture, async (_caller, input, connection) =>
    choosePicture(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.restartIce, async (_caller, input, connection) =>
    restartIce(deps, await getSeat(deps, connection, input.showId), input),
  );
  on(signaling.stopMedia, async (_caller, { showId }, connection) => {
    const { accountId, tabId } = await getSeat(deps, connection, showId);
    await revokePeers(deps, { showId, accountId, tabId });
    return {};
  });
  on(signaling.publishFile, async (_caller, { file, showId }, connection) => {
    if (!deps.isDemo) throw new AppError('request.not_found', 'no demo runs here');
    const seat = await getSeat(deps, connection, showId);
    requireStage(seat);
    await publishFile(deps, seat, file);
    return {};
  });
}

async function getSeat({ findJoinedTab }: SignalingDeps, connection: Connection, showId: ShowId): Promise<Seat> {
  const joined = await findJoinedTab(connection, showId);
  if (!joined) throw new AppError('shows.not_joined', `join show ${showId} first`);
  const { accountId, sessionId } = connection.member;
  return { showId, accountId, sessionId, ...joined };
}
