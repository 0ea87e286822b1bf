import * as groupRoutes from './accounts/groups.ts';
import * as accountRoutes from './accounts/routes.ts';
import * as askBroadcasts from './asks/broadcasts.ts';
import * as askCommands from './asks/commands.ts';
import * as askRoutes from './asks/routes.ts';
import type { Broadcast } from './broadcast.ts';
import * as claimRoutes from './catalog/claim-routes.ts';
import * as catalogRoutes from './catalog/routes.ts';
import * as chatBroadcasts from './chat/broadcasts.ts';
import * as chatCommands from './chat/commands.ts';
import * as chatRoutes from './chat/routes.ts';
import type { Command } from './command.ts';
import * as dropBroadcasts from './drops/broadcasts.ts';
import * as dropCommands from './drops/commands.ts';
import * as inquiryBroadcasts from './inquiries/broadcasts.ts';
import * as inquiryRoutes from './inquiries/routes.ts';
import * as insightBroadcasts from './insights/broadcasts.ts';
import * as insightCommands from './insights/commands.ts';
import * as insightRoutes from './insights/routes.ts';
import * as leagueBroadcasts from './league/broadcasts.ts';
import * as leagueCommands from './league/commands.ts';
import * as logBroadcasts from './log/broadcasts.ts';
import * as logCommands from './log/commands.ts';
import * as nodeCalls from './media-node/calls.ts';
import * as nodeReports from './media-node/reports.ts';
import type { NodeCall } from './node-call.ts';
import type { NodeReport } from './node-report.ts';
import * as nodeRoutes from './nodes/routes.ts';
import * as orderBroadcasts from './orders/broadcasts.ts';
import * as ledgerRoutes from './orders/ledger-routes.ts';
import * as orderRoutes from './orders/routes.ts';
import * as questionBroadcasts from './questions/broadcasts.ts';
import * as questionCommands from './questions/commands.ts';
import * as questionRoutes from './questions/routes.ts';
import * as recallRoutes from './recalls/routes.ts';
import * as replayRoutes from './replays/routes.ts';
import type { Route } from './route.ts';
import * as shareBroadcasts from './shares/broadcasts.ts';
import * as forwardingRoutes from './shares/forwarding.ts';
import * as shareRoutes from './shares/routes.ts';
import * as shopRoutes from './shops/routes.ts';
import * as showBroadcasts from './shows/broadcasts.ts';
import * as showCommands from './shows/commands.ts';
import * as showRoutes from './shows/routes.ts';
import * as signalingCommands from './signaling/commands.ts';
import * as streamKeyRoutes from './stream-keys/routes.ts';
import * as taskBroadcasts from './tasks/broadcasts.ts';
import * as taskCommands from './tasks/commands.ts';
import * as taskRoutes from './tasks/routes.ts';

type Modules = readonly Readonly<Record<string, unknown>>[];

const entriesWith = <T>(modules: Modules, mark: string): readonly T[] =>
  modules.flatMap((module) =>
    Object.values(module).filter(
      // The marks (`path`, `output`, `payload`) stand only in entries; schemas have none of them as own properties.
      (value): value is T => typeof value === 'object' && value !== null && 'summary' in value && mark in value,
    ),
  );

/** Every entry of the wire, for the tests and documents that must miss none. */
export const allRoutes = entriesWith<Route>(
  [
    accountRoutes,
    askRoutes,
    catalogRoutes,
    chatRoutes,
    claimRoutes,
    groupRoutes,
    inquiryRoutes,
    insightRoutes,
    forwardingRoutes,
    nodeRoutes,
    ledgerRoutes,
    orderRoutes,
    questionRoutes,
    taskRoutes,
    recallRoutes,
    replayRoutes,
    shareRoutes,
    shopRoutes,
    showRoutes,
    streamKeyRoutes,
  ],
  'path',
);
export const allCommands = entriesWith<Command>(
  [
    askCommands,
    chatCommands,
    dropCommands,
    insightCommands,
    leagueCommands,
    logCommands,
    questionCommands,
    showCommands,
    signalingCommands,
    taskCommands,
  ],
  'output',
);
export const allBroadcasts = entriesWith<Broadcast>(
  [
    askBroadcasts,
    chatBroadcasts,
    dropBroadcasts,
    inquiryBroadcasts,
    insightBroadcasts,
    leagueBroadcasts,
    logBroadcasts,
    orderBroadcasts,
    questionBroadcasts,
    shareBroadcasts,
    showBroadcasts,
    taskBroadcasts,
  ],
  'payload',
);
export const allNodeCalls = entriesWith<NodeCall>([nodeCalls], 'output');
export const allNodeReports = entriesWith<NodeReport>([nodeReports], 'payload');
