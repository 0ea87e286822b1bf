import { drops, log, shows } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import type { ReceiptsLane } from '../../realtime/receipts-lane.ts';
import { changeSegment } from './change-segment.ts';
import { endShow } from './end-show.ts';
import { goLive } from './go-live.ts';
import { joinShow } from './join-show.ts';
import { leaveShow } from './leave-show.ts';
import { listPresent } from './list-present.ts';
import { listReceipts } from './list-receipts.ts';
import type { Shows } from './open-shows.ts';
import { publishDrop } from './publish-drop.ts';
import { recallDrop } from './recall-drop.ts';
import { reportReceipts, takeReceipts } from './report-receipts.ts';
import { resumeLog } from './resume-log.ts';
import { takeTurns } from './take-turns.ts';

/** The socket face of shows, their log, drops and receipts. */
export function registerShowCommands(on: OnCommand, deps: Shows): void {
  // Each takes several steps: one that overtakes the other leaves her counted, or out of the room where a ban reaches her.
  const inTurn = takeTurns();
  on(shows.joinShow, (_caller, input, socket) => inTurn(socket, () => joinShow(deps, socket, input)));
  on(shows.leaveShow, async (_caller, { showId }, socket) => {
    await inTurn(socket, () => leaveShow(deps, socket, showId));
    return {};
  });
  on(log.resumeLog, (_caller, input, socket) => resumeLog(deps, socket, input));
  on(shows.goLive, (caller, input) => goLive(deps, caller, input));
  on(shows.endShow, (caller, input) => endShow(deps, caller, input));
  on(shows.changeSegment, (caller, input) => changeSegment(deps, caller, input));
  on(shows.listPresent, (caller, { showId }) => listPresent(deps, caller, showId));
  on(drops.publishDrop, (caller, input) => publishDrop(deps, caller, input));
  on(drops.recallDrop, (caller, input) => recallDrop(deps, caller, input));
  on(drops.reportReceipts, (_caller, input, socket) => reportReceipts(deps, socket, input));
  on(drops.listReceipts, (caller, input) => listReceipts(deps, caller, input));
}

/** Reports of the usual shape, which come by the thousand after each drop. */
export const registerReceiptsLane = ({ onReport }: Pick<ReceiptsLane, 'onReport'>, deps: Shows): void =>
  onReport((socket, report) => takeReceipts(deps, socket, report));
