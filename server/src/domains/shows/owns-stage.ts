import { type ShowId, shows } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Joined, JoinedSockets } from './joined-sockets.ts';
import type { ShowsDeps } from './shows-deps.ts';
import { insertStudioTab, listNewestTabs } from './studio-tabs.store.ts';

export type OwnsStageDeps = { db: Db; joined: Pick<JoinedSockets, 'find'> };

/** Whether this socket is the newest studio tab of the show: only that one may publish [SG1]. */
export async function ownsStage({ db, joined }: OwnsStageDeps, showId: ShowId, socketId: string): Promise<boolean> {
  const seat = joined.find(socketId, showId);
  if (seat?.door !== 'studio') return false;
  const [newest] = await listNewestTabs(db, showId, 1);
  return newest?.tabId === seat.tabId && newest.accountId === seat.accountId;
}

/** A tab comes through the studio's door: a new one takes the stage, one that was superseded is told again [CN5]. */
export async function takeStage(deps: Pick<ShowsDeps, 'db' | 'now' | 'rooms' | 'voice'>, seat: Joined): Promise<void> {
  const { accountId, showId, tabId } = seat;
  await insertStudioTab(deps.db, showId, { tabId, accountId });
  const [newest, before] = await listNewestTabs(deps.db, showId, 2);
  const loser = newest?.tabId === tabId ? before?.tabId : tabId;
  if (!loser) return;
  deps.voice.send(deps.rooms.tab(showId, loser), shows.stageTaken, { showId, at: deps.now().toISOString() });
}
