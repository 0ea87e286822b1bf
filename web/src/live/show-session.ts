import type { CommandOutput, shows } from '@shoal/contract';
import { PROTOCOL_VERSION, SILENT_LINE_MS } from '@shoal/contract/limits';
import { CallFailure, type FailureCode, toFailureCode } from '../api/call-failure.ts';
import type { LiveSocket } from './live-socket.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';
import type { ServerClock } from './server-clock.ts';
import {
  emptyLog,
  findMissingFrom,
  positionOf,
  receiveEntry,
  receiveHeartbeat,
  receiveTail,
  type ShowLog,
} from './show-log.ts';
import { createSignal, type Signal } from './signal.ts';
import { thisTabId } from './tab-id.ts';
import { broadcasts, commands } from './wire.ts';

export type Joined = CommandOutput<typeof shows.joinShow>;

/** What is known of the room beside its log. */
export type Presence = {
  status: 'joining' | 'joined' | 'rejoining' | 'refused';
  /** Why the server does not let us in. */
  refusal: FailureCode | null;
  /** Times the room was entered; more than one after a break. */
  joins: number;
  online: number;
  isMuted: boolean;
  isModerator: boolean;
  state: shows.ShowState | null;
  stage: shows.StageState | null;
  hlsPath: string | null;
  rtpCapabilities: Joined['rtpCapabilities'];
};

export type ShowSessionOptions = {
  socket: Pick<LiveSocket, 'send' | 'on' | 'connection' | 'setReconnectSpread' | 'giveUpLine'>;
  clock: ServerClock;
  showId: string;
  accountId: string;
  door: 'studio' | 'room';
  random?: () => number;
  /** After every successful join, before listeners of the log hear of it. */
  onJoined?: (joined: Joined) => void;
};

const firstPresence: Presence = {
  status: 'joining',
  refusal: null,
  joins: 0,
  online: 0,
  isMuted: false,
  isModerator: false,
  state: null,
  stage: null,
  hlsPath: null,
  rtpCapabilities: null,
};
// Waiting does not help against these; the others are tried again.
const isFinal = (error: unknown) =>
  error instanceof CallFailure && error.retry !== 'after_delay' && error.code !== 'shows.not_joined';

/** One tab's stay in one show: joins after every connect from where it was, and keeps the log whole. */
export class ShowSession {
  readonly log: Signal<ShowLog>;
  readonly presence: Signal<Presence>;
  readonly #log = createSignal<ShowLog>(emptyLog);
  readonly #presence = createSignal<Presence>(firstPresence);
  readonly #options: ShowSessionOptions;
  readonly #stops: (() => void)[] = [];
  #isResuming = false;
  #joinTries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  static open(options: ShowSessionOptions): ShowSession {
    return new ShowSession(options);
  }

  private constructor(options: ShowSessionOptions) {
    this.log = this.#log;
    this.presence = this.#presence;
    this.#options = options;
    this.#listen();
    if (options.socket.connection.get() === 'connected') void this.#join();
  }

  /** What the media node can do; asks the room again when no node was there at the join. */
  async findCapabilities(): Promise<Joined['rtpCapabilities']> {
    const known = this.#presence.get().rtpCapabilities;
    if (known || this.#presence.get().status !== 'joined') return known;
    const { rtpCapabilities } = await this.#askToJoin();
    this.#patch({ rtpCapabilities });
    return rtpCapabilities;
  }

  /** Leaves the show; safe to call twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    for (const stop of this.#stops) stop();
    const { socket, showId } = this.#options;
    // The socket may be gone already; the server then notices by itself.
    socket.send(commands.leaveShow, { showId }).catch(() => {});
  }

  #listen(): void {
    const { socket, showId, clock, accountId } = this.#options;
    const here =
      <P extends { showId: string }>(handle: (payload: P) => void) =>
      (payload: P) => {
        if (payload.showId !== showId) return;
        this.#heard();
        handle(payload);
      };
    this.#stops.push(
      socket.connection.subscribe(() => this.#onConnection()),
      socket.on(
        broadcasts.entryAppended,
        here((said) => this.#take(receiveEntry(this.#log.get(), said))),
      ),
      socket.on(
        broadcasts.heartbeat,
        here((said) => {
          clock.heard(said.serverNow, 100);
          socket.setReconnectSpread(said.reconnectSpreadMs);
          this.#take(receiveHeartbeat(this.#log.get(), said));
        }),
      ),
      socket.on(
        broadcasts.stageChanged,
        here(({ stage }) => this.#patch({ stage })),
      ),
      socket.on(
        broadcasts.presenceChanged,
        here(({ online }) => this.#patch({ online })),
      ),
      socket.on(
        broadcasts.chatMuted,
        here((said) => said.accountId === accountId && this.#patch({ isMuted: said.isMuted })),
      ),
      socket.on(
        broadcasts.moderatorChanged,
        here((said) => said.accountId === accountId && this.#patch({ isModerator: said.isModerator })),
      ),
    );
  }

  #onConnection(): void {
    const connection = this.#options.socket.connection.get();
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#joinTries = 0;
    if (connection === 'connected') void this.#join();
    else if (this.#presence.get().status === 'joined') this.#patch({ status: 'rejoining' });
  }

  /** In a joined show something is said at least every 5 s, so a line that stays silent is dead long before TCP says so. */
  #heard(): void {
    clearTimeout(this.#silence);
    if (this.#presence.get().status !== 'joined') return;
    this.#silence = setTimeout(() => this.#options.socket.giveUpLine(), SILENT_LINE_MS);
  }

  #askToJoin(): Promise<Joined> {
    const { door, showId, socket } = this.#options;
    const position = positionOf(this.#log.get());
    return socket.send(commands.joinShow, { showId, door, tabId: thisTabId(), protocol: PROTOCOL_VERSION, position });
  }

  async #join(): Promise<void> {
    const sentAt = performance.now();
    try {
      const joined = await this.#askToJoin();
      if (this.#isClosed) return;
      this.#options.clock.heard(joined.serverNow, performance.now() - sentAt);
      this.#onJoined(joined);
    } catch (error) {
      this.#onJoinFailed(error);
    }
  }

  #onJoined(joined: Joined): void {
    const { socket, onJoined } = this.#options;
    const joins = this.#presence.get().joins + 1;
    this.#joinTries = 0;
    socket.setReconnectSpread(joined.reconnectSpreadMs);
    this.#patch({
      status: 'joined',
      refusal: null,
      joins,
      online: joined.online,
      isMuted: joined.isMuted,
      isModerator: joined.isModerator,
      state: joined.state,
      stage: joined.stage,
      hlsPath: joined.hlsPath,
      rtpCapabilities: joined.rtpCapabilities,
    });
    this.#heard();
    onJoined?.(joined);
    this.#take(receiveTail(this.#log.get(), joined.log, joins > 1 ? 'returning' : 'entering'));
  }

  #onJoinFailed(error: unknown): void {
    if (this.#isClosed || this.#options.socket.connection.get() !== 'connected') return; // The next connect joins anew.
    if (isFinal(error)) {
      this.#patch({ status: 'refused', refusal: toFailureCode(error) });
      return;
    }
    const delayMs = chooseResendDelayMs(this.#joinTries, this.#random());
    this.#joinTries += 1;
    this.#timer = setTimeout(() => void this.#join(), delayMs);
  }

  #take(log: ShowLog): void {
    this.#log.set(log);
    if (findMissingFrom(log)) void this.#resume();
  }

  /** Asks until nothing is missing; one question at a time. */
  async #resume(): Promise<void> {
    if (this.#isResuming) return;
    this.#isResuming = true;
    const joins = this.#presence.get().joins;
    try {
      for (
        let from = findMissingFrom(this.#log.get());
        from && !this.#isClosed;
        from = findMissingFrom(this.#log.get())
      ) {
        const tail = await this.#options.socket.send(commands.resumeLog, {
          showId: this.#options.showId,
          position: from,
        });
        const before = this.#log.get();
        this.#log.set(receiveTail(before, tail, before.story.missed && joins > 1 ? 'returning' : 'gap'));
        if (this.#log.get().lastSeq === from.seq && tail.epoch === from.epoch) break; // The server has no more either.
      }
    } catch {
      // Offline or not joined: the next join or the next heartbeat asks again.
    } finally {
      this.#isResuming = false;
    }
  }

  #patch(change: Partial<Presence>): void {
    this.#presence.set({ ...this.#presence.get(), ...change });
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }
}
