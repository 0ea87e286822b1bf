import { AppError, type CommandInput, type CommandOutput, PROTOCOL_VERSION, type shows } from '@shoal/contract';
import { chooseAccess, notFound } from './find-show-access.ts';
import type { Joined, JoinedSockets } from './joined-sockets.ts';
import { takeStage } from './owns-stage.ts';
import type { Presence } from './presence.ts';
import { readCounts } from './read-counts.ts';
import { chooseReconnectSpreadMs } from './reconnect-spread.ts';
import type { ShowLogs } from './show-logs.ts';
import { isJoinable } from './show-state.ts';
import type { ShowSocket, ShowsDeps } from './shows-deps.ts';

export type JoinShowDeps = Pick<
  ShowsDeps,
  | 'countForwarded'
  | 'db'
  | 'findBrandIds'
  | 'findSeat'
  | 'getRtpCapabilities'
  | 'getStage'
  | 'hlsPathFor'
  | 'listRecentChat'
  | 'now'
  | 'readChatRoom'
  | 'rooms'
  | 'voice'
> & { joined: JoinedSockets; logs: ShowLogs; paging: WeakSet<ShowSocket>; presence: Presence };

type Input = CommandInput<typeof shows.joinShow>;
type Output = CommandOutput<typeof shows.joinShow>;

/**
 * Lets a socket into a show and answers what its client lacks [CN1]. Joining again is safe and takes the new position.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `shows.client_outdated` | `accounts.not_allowed`
 */
export async function joinShow(deps: JoinShowDeps, socket: ShowSocket, input: Input): Promise<Output> {
  if (input.protocol !== PROTOCOL_VERSION) {
    throw new AppError('shows.client_outdated', `protocol ${PROTOCOL_VERSION} is spoken here, not ${input.protocol}`);
  }
  const { accountId } = socket.member;
  deps.joined.watch(socket);
  const before = deps.joined.find(socket.id, input.showId);
  const person = deps.rooms.person(input.showId, accountId);
  // Before the rights are looked at: who loses them from here on is reached in this room and closed.
  await socket.join(person);
  const { isModerator, isMuted, state, ...seat } = await authorise(deps, socket, input).catch(
    async (error: unknown) => {
      if (!before) await socket.leave(person);
      throw error;
    },
  );
  if (before?.door === 'studio') await leaveStudio(deps, socket, before);
  await deps.logs.open(input.showId);
  const { rooms } = deps;
  await socket.join(rooms.show(seat.showId));
  if (seat.door === 'studio') await socket.join(rooms.studio(seat.showId), rooms.tab(seat.showId, seat.tabId));
  seatPerson(deps, socket, seat);
  if (seat.door === 'studio') await takeStage(deps, seat);
  const welcome = await readWelcome(deps, seat);
  const log = await deps.logs.readTail(seat.showId, input.position);
  if (log.hasMore) deps.paging.add(socket);
  return {
    ...welcome,
    isModerator,
    isMuted,
    state,
    log,
    serverNow: deps.now().toISOString(),
    protocol: PROTOCOL_VERSION,
  };
}

async function authorise(
  deps: JoinShowDeps,
  socket: ShowSocket,
  { door, showId, tabId }: Input,
): Promise<Joined & { state: shows.ShowState; isMuted: boolean; isModerator: boolean }> {
  const { member } = socket;
  const show = await deps.findSeat({ showId, accountId: member.accountId });
  const access = show ? await chooseAccess(deps, deps.db, { caller: member, show }) : null;
  if (!show || !access) throw notFound(showId);
  const { isMuted, state } = show;
  const isModerator = access === 'enter' && show.isModerator;
  if (door === 'studio' && access !== 'command')
    throw new AppError('accounts.not_allowed', 'the studio is for the crew');
  if (!isJoinable(state, access)) throw new AppError('shows.wrong_state', `a show that is ${state} has no room`);
  const { accountId, sessionId } = member;
  return { showId, tabId, door, access, accountId, sessionId, state, isModerator, isMuted };
}

async function leaveStudio({ rooms }: JoinShowDeps, socket: ShowSocket, { showId, tabId }: Joined): Promise<void> {
  await socket.leave(rooms.studio(showId));
  await socket.leave(rooms.tab(showId, tabId));
}

function seatPerson({ joined, presence }: JoinShowDeps, socket: ShowSocket, seat: Joined): void {
  const isIn = joined.add(socket, seat);
  if (isIn && socket.member.role === 'shopkeeper') presence.enter(seat.showId, seat.accountId, socket.id);
}

async function readWelcome(deps: JoinShowDeps, seat: Joined) {
  const { accountId, door, showId } = seat;
  const [online, recentChat, chat, stage, hlsPath, rtpCapabilities, counts] = await Promise.all([
    deps.presence.count(showId).catch(() => deps.joined.countSockets(showId)), // Redis is away: a guess will do.
    deps.listRecentChat(showId),
    deps.readChatRoom(showId),
    deps.getStage(showId),
    deps.hlsPathFor(showId, accountId),
    deps.getRtpCapabilities(),
    door === 'studio' ? readCounts(deps, showId) : [],
  ]);
  return {
    online,
    chat,
    stage,
    hlsPath,
    rtpCapabilities,
    counts,
    recentChat: [...recentChat],
    reconnectSpreadMs: chooseReconnectSpreadMs(deps.joined.countSockets(showId)),
  };
}
