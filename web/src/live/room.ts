import type { accounts, BroadcastPayload, shares } from '@shoal/contract';
import { AskSession } from './ask-session.ts';
import { AttentionMeter, type Player } from './attention-meter.ts';
import { ChatSession } from './chat-session.ts';
import { FlowWatch } from './flow-watch.ts';
import { findKeptCapabilities, keepCapabilities } from './kept-capabilities.ts';
import { LiveSocket } from './live-socket.ts';
import { ModerationDesk } from './moderation-desk.ts';
import { openOutboxStorage } from './outbox-storage.ts';
import { PictureChoice } from './picture-choice.ts';
import { type Receipts, ReceiptsOutbox } from './receipts-outbox.ts';
import { createServerClock } from './server-clock.ts';
import { markMissed, type ShowLog } from './show-log.ts';
import { type Joined, ShowSession } from './show-session.ts';
import { createSignal, type Signal } from './signal.ts';
import { watchSleep } from './sleep-watch.ts';
import { thisTabId } from './tab-id.ts';
import { loadWatchDevice } from './watch-device.ts';
import { WatchSession } from './watch-session.ts';
import { WatchTimings } from './watch-timings.ts';
import { broadcasts, commands } from './wire.ts';

export type RoomOptions = { showId: string; me: accounts.Me; openSocket?: () => LiveSocket };
export type Visit = BroadcastPayload<typeof shares.visitArrived>;

/** All that is live in one visit to a room: socket, log, chat, picture, receipts. */
export class Room {
  readonly clock = createServerClock();
  readonly socket: LiveSocket;
  readonly show: ShowSession;
  readonly chat: ChatSession;
  readonly moderation: ModerationDesk;
  readonly asks: AskSession;
  readonly watch: WatchSession;
  readonly picture: PictureChoice;
  readonly flow: FlowWatch;
  readonly timings: WatchTimings;
  readonly log: Signal<ShowLog>;
  readonly receipts: Signal<Receipts | null>;
  readonly #log: ReturnType<typeof createSignal<ShowLog>>;
  readonly #receipts = createSignal<Receipts | null>(null);
  readonly #options: RoomOptions;
  readonly #onOnline = () => {
    this.socket.retryNow();
    this.watch.checkNow();
  };
  // A phone that was in the pocket wakes up with a dead connection and a long wait before the next try.
  readonly #onVisible = () => {
    const isVisible = document.visibilityState === 'visible';
    this.picture.setVisible(isVisible || document.pictureInPictureElement != null);
    if (!isVisible) return;
    this.socket.retryNow();
    this.watch.checkNow();
  };
  readonly #attention = AttentionMeter.open({
    isVisible: () => document.visibilityState === 'visible',
    nowMs: () => performance.now(),
    onAttentive: (ms) => this.show.log.get().story.phase === 'live' && this.#outbox?.attentive(ms),
  });
  #hasSlept = false;
  readonly #sleep = watchSleep(() => {
    this.#hasSlept = true;
    this.#onOnline();
  });
  #outbox: ReceiptsOutbox | null = null;
  /** Null until it is known. */
  #missedOnEntry: ShowLog['story']['missed'] | 'nothing' = null;
  #isNear = false;
  #isClosed = false;

  static open(options: RoomOptions): Room {
    return new Room(options);
  }

  private constructor(options: RoomOptions) {
    this.#options = options;
    const { me, openSocket = LiveSocket.open, showId } = options;
    this.socket = openSocket();
    const { clock, socket } = this;
    this.chat = ChatSession.open({ socket, clock, showId, me });
    this.moderation = ModerationDesk.open({ socket, showId });
    this.asks = AskSession.open({ socket, clock, showId, accountId: me.accountId });
    this.show = ShowSession.open({
      socket,
      clock,
      showId,
      accountId: me.accountId,
      door: 'room',
      onJoined: (joined) => this.#onJoined(joined),
    });
    const send: LiveSocket['send'] = (command, input) => socket.send(command, input);
    this.picture = new PictureChoice({ showId, send });
    this.timings = new WatchTimings((start) => void send(commands.reportStart, { showId, start }).catch(() => {}));
    this.watch = WatchSession.open({
      showId,
      send,
      findPicture: () => this.picture.wanted,
      mark: (mark) => this.timings.mark(mark),
      findCapabilities: () => this.show.findCapabilities(),
      loadDevice: loadWatchDevice,
      newStream: (tracks) => new MediaStream(tracks),
      random: Math.random,
    });
    this.flow = FlowWatch.open({
      readArrived: () => this.watch.readArrived(),
      expectsPicture: () => this.picture.wished !== 'none' && this.show.presence.get().stage?.hasVideo === true,
      onTight: (isTight) => this.picture.setTight(isTight),
      nowMs: () => performance.now(),
    });
    this.#log = createSignal(this.show.log.get());
    this.log = this.#log;
    this.receipts = this.#receipts;
    this.show.log.subscribe(() => this.#onLog());
    this.show.presence.subscribe(() => this.#onPresence());
    socket.on(broadcasts.mediaLost, (lost) => {
      if (lost.showId === showId && lost.tabId === thisTabId()) this.watch.watchAgain();
    });
    const known = findKeptCapabilities();
    if (known) this.watch.warm(known);
    globalThis.addEventListener('online', this.#onOnline);
    document.addEventListener('visibilitychange', this.#onVisible);
    void this.#openOutbox();
  }

  /** Calls with every visitor of her links, of any show. */
  onVisit(listener: (visit: Visit) => void): () => void {
    return this.socket.on(broadcasts.visitArrived, listener);
  }

  /** What plays, so that her attention is measured; null when nothing does. */
  followPlayer(player: Player | null): void {
    this.#attention.follow(player);
  }

  /** She answered what is asked. */
  answer(...given: Parameters<AskSession['give']>): void {
    this.#attention.noteAct();
    this.asks.give(...given);
  }

  /** The show may begin any moment: whoever waits is connected beforehand. */
  expectPicture(isNear: boolean): void {
    this.#isNear = isNear;
    this.#onPresence();
  }

  reportSeen(seqs: readonly number[]): void {
    this.#outbox?.seen(seqs);
  }

  reportSaved(seq: number): void {
    this.#outbox?.saved(seq);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    globalThis.removeEventListener('online', this.#onOnline);
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#outbox?.close();
    this.#sleep.close();
    this.flow.close();
    this.watch.close();
    this.picture.close();
    this.chat.close();
    this.moderation.close();
    this.asks.close();
    this.#attention.close();
    this.show.close();
    this.socket.close();
  }

  async #openOutbox(): Promise<void> {
    const { me, showId } = this.#options;
    const outbox = await ReceiptsOutbox.open({
      showId,
      accountId: me.accountId,
      storage: openOutboxStorage<Receipts>(),
      send: (report) => this.socket.send(commands.reportReceipts, report),
      random: Math.random,
    });
    if (this.#isClosed) return;
    outbox.receipts.subscribe(() => this.#receipts.set(outbox.receipts.get()));
    this.#outbox = outbox;
    this.#onLog();
    outbox.attentive(0);
  }

  /** The outbox knows where an earlier page of this show stopped; what came after it, up to now, counts as missed. */
  #onLog(): void {
    const log = this.show.log.get();
    if (log.epoch !== null && this.#outbox) {
      this.#missedOnEntry ??= markMissed(log, this.#outbox.findLeftAtSeq(log.epoch)).story.missed ?? 'nothing';
      this.#outbox.applied(log.epoch, log.lastSeq);
    }
    const missed = log.story.missed ?? (this.#missedOnEntry === 'nothing' ? null : this.#missedOnEntry);
    this.#log.set(missed === log.story.missed ? log : { ...log, story: { ...log.story, missed } });
  }

  #onJoined(joined: Joined): void {
    this.chat.receive(joined);
    if (joined.isModerator) this.moderation.refresh();
    if (joined.rtpCapabilities) {
      this.watch.warm(joined.rtpCapabilities);
      keepCapabilities(joined.rtpCapabilities);
    }
    this.watch.checkNow({ hasSlept: this.#hasSlept });
    this.#hasSlept = false;
    this.picture.tell();
    this.#outbox?.retryNow();
    this.asks.retryNow();
  }

  #onPresence(): void {
    const { hlsPath, stage, status } = this.show.presence.get();
    if (stage && hlsPath && status === 'joined') this.watch.follow({ stage, hlsPath, isNear: this.#isNear });
  }
}
