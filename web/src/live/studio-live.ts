import type { BroadcastPayload, drops, log, shows } from '@shoal/contract';
import { ChatFeed, type ChatMood } from './chat-feed.ts';
import { type ChatLog, receiveMessage } from './chat-log.ts';
import { type ClosedBecause, LiveSocket } from './live-socket.ts';
import { ModerationDesk } from './moderation-desk.ts';
import { addOnline, type OnlinePoint } from './online-history.ts';
import { type Programme, PublishBlocked, PublishSession, type PublishState } from './publish-session.ts';
import { randomUuid } from './random-id.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { ShowSession } from './show-session.ts';
import { createSignal, type Signal } from './signal.ts';
import { broadcasts, commands } from './wire.ts';

type DropCounts = drops.DropCounts;
export type Recording = Omit<BroadcastPayload<typeof shows.recordingChanged>, 'showId'> & {
  heardAtMs: number;
};
export type SegmentChange = { seq: number; segmentId: string; programmeMs: number };

// Receiver reports come about once a second.
const RTT_TRIES = 6;
const PROBE_DEADLINE_MS = 12_000;

/** Everything of a live show that a studio tab sees and does; no React. */
export class StudioLive {
  readonly socket: LiveSocket;
  readonly session: ShowSession;
  readonly clock: ServerClock = createServerClock();
  readonly counts: Signal<ReadonlyMap<number, DropCounts>>;
  readonly chat: Signal<ChatLog>;
  readonly chatMood: Signal<ChatMood>;
  readonly moderation: ModerationDesk;
  readonly recording: Signal<Recording | null>;
  /** In the order of the log. */
  readonly segmentChanges: Signal<readonly SegmentChange[]>;
  readonly onlineHistory: Signal<readonly OnlinePoint[]>;
  /** Another studio tab took the stage. */
  readonly isSuperseded: Signal<boolean>;
  readonly closedBecause: Signal<ClosedBecause | null>;
  readonly publishState: Signal<PublishState>;
  readonly #showId: string;
  readonly #counts = createSignal<ReadonlyMap<number, DropCounts>>(new Map());
  readonly #chat: ChatFeed;
  readonly #segmentChanges = createSignal<readonly SegmentChange[]>([]);
  readonly #recording = createSignal<Recording | null>(null);
  readonly #onlineHistory = createSignal<readonly OnlinePoint[]>([]);
  readonly #isSuperseded = createSignal(false);
  readonly #closedBecause = createSignal<ClosedBecause | null>(null);
  readonly #publishState = createSignal<PublishState>({ status: 'idle' });
  readonly #stops: (() => void)[] = [];
  #publish: PublishSession | undefined;
  /** False while it is only tried. */
  #isWanted = false;

  static open(showId: string, accountId: string): StudioLive {
    return new StudioLive(showId, accountId);
  }

  private constructor(showId: string, accountId: string) {
    this.#showId = showId;
    this.counts = this.#counts;
    this.recording = this.#recording;
    this.segmentChanges = this.#segmentChanges;
    this.onlineHistory = this.#onlineHistory;
    this.isSuperseded = this.#isSuperseded;
    this.closedBecause = this.#closedBecause;
    this.publishState = this.#publishState;
    this.socket = LiveSocket.open();
    this.#chat = ChatFeed.open({ socket: this.socket, showId });
    this.chat = this.#chat.lines;
    this.chatMood = this.#chat.mood;
    this.moderation = ModerationDesk.open({ socket: this.socket, showId });
    this.session = ShowSession.open({
      socket: this.socket,
      clock: this.clock,
      showId,
      accountId,
      door: 'studio',
      onJoined: ({ counts, log: tail, ...joined }) => {
        this.#takeCounts(counts);
        for (const entry of tail.entries) this.#takeEntry(entry);
        this.#chat.receive(joined);
        this.moderation.refresh();
        void this.#publish?.ensure();
      },
    });
    this.#listen();
    void this.socket.closed.then((reason) => this.#closedBecause.set(reason));
  }

  /** Begins to send the programme; goes on by itself over every break. @throws PublishBlocked */
  async publish(programme: Programme): Promise<void> {
    this.#isWanted = true;
    await this.#openPublish(programme);
  }

  /** Tries the way to the media node and gives it up again. @returns the round trip in ms, where the browser tells. @throws PublishBlocked */
  async probe(programme: Programme): Promise<number | null> {
    try {
      await Promise.race([this.#openPublish(programme), this.#failAfter(PROBE_DEADLINE_MS)]);
      return await this.#waitForRtt();
    } finally {
      if (!this.#isWanted) this.stopPublishing();
    }
  }

  /** Swaps camera, screen or microphone in what is being sent. */
  changeProgramme(programme: Programme): void {
    void this.#publish?.setProgramme(programme).catch(() => {}); // A transport that is just going is opened anew with it.
  }

  stopPublishing(): void {
    this.#isWanted = false;
    this.#publish?.close();
    this.#publish = undefined;
    this.#publishState.set({ status: 'idle' });
  }

  readUplink() {
    return this.#publish?.readUplink() ?? Promise.resolve(null);
  }

  /** @param key kept through the retries of one act. */
  goLive(key: string) {
    return this.#send(commands.goLive, { showId: this.#showId, idempotencyKey: key });
  }
  end(key: string) {
    return this.#send(commands.endShow, { showId: this.#showId, idempotencyKey: key });
  }
  changeSegment(segmentId: string) {
    return this.#send(commands.changeSegment, { showId: this.#showId, idempotencyKey: randomUuid(), segmentId });
  }
  drop(materialId: string, key: string) {
    return this.#send(commands.publishDrop, { showId: this.#showId, idempotencyKey: key, materialId });
  }
  recall(dropSeq: number) {
    return this.#send(commands.recallDrop, { showId: this.#showId, idempotencyKey: randomUuid(), dropSeq });
  }
  listReceipts(dropSeq: number) {
    return this.#send(commands.listReceipts, { showId: this.#showId, dropSeq });
  }
  listPeople() {
    return this.#send(commands.listPresent, { showId: this.#showId });
  }
  async say(text: string) {
    const { isHeld, ...said } = await this.#send(commands.sendChat, {
      showId: this.#showId,
      messageId: randomUuid(),
      text,
    });
    if (!isHeld) this.#chat.change((lines) => receiveMessage(lines, said));
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#publish?.close();
    this.#chat.close();
    this.moderation.close();
    this.session.close();
    this.socket.close();
  }

  async #openPublish(programme: Programme): Promise<void> {
    const publish = this.#publish ?? new PublishSession({ showId: this.#showId, send: this.#send }, programme);
    if (!this.#publish) this.#stops.push(publish.state.subscribe(() => this.#onPublishState(publish)));
    this.#publish = publish;
    await publish.setProgramme(programme);
    await publish.start();
  }

  async #failAfter(ms: number): Promise<never> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const state = this.#publishState.get();
    throw new PublishBlocked('failure' in state && state.failure ? state.failure : 'network_blocked');
  }

  #onPublishState(publish: PublishSession): void {
    if (publish === this.#publish) this.#publishState.set(publish.state.get());
  }

  async #waitForRtt(): Promise<number | null> {
    for (let tries = 0; tries < RTT_TRIES; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const sample = await this.readUplink();
      if (sample?.rttMs != null) return sample.rttMs;
    }
    return null;
  }

  readonly #send: LiveSocket['send'] = (command, input) => this.socket.send(command, input);

  #listen(): void {
    const here =
      <P extends { showId: string }>(handle: (payload: P) => void) =>
      (payload: P) => {
        if (payload.showId === this.#showId) handle(payload);
      };
    this.#stops.push(
      this.session.presence.subscribe(() => this.#onPresence()),
      this.socket.on(
        broadcasts.countsChanged,
        here(({ counts }) => this.#takeCounts(counts)),
      ),
      this.socket.on(
        broadcasts.recordingChanged,
        here(({ showId: _, ...recording }) => {
          this.#recording.set({ ...recording, heardAtMs: Date.now() });
        }),
      ),
      this.socket.on(
        broadcasts.entryAppended,
        here(({ entry }) => this.#takeEntry(entry)),
      ),
      this.socket.on(
        broadcasts.sendingStopped,
        here(({ reason }) => this.#publish?.giveUp(reason)),
      ),
      this.socket.on(
        broadcasts.stageTaken,
        here(() => this.#onTaken()),
      ),
    );
  }

  #onPresence(): void {
    const { online, stage, status } = this.session.presence.get();
    if (status === 'joined') this.#onlineHistory.set(addOnline(this.#onlineHistory.get(), online, Date.now()));
    // The node lost our media while we thought it was flowing.
    if (stage?.status === 'idle' && this.#publishState.get().status === 'sending') void this.#publish?.ensure();
  }

  #takeEntry(entry: log.LogEntry): void {
    const known = this.#segmentChanges.get();
    if (entry.kind !== 'segment.changed' || known.some(({ seq }) => seq === entry.seq)) return;
    const { body, programmeMs, seq } = entry;
    this.#segmentChanges.set([...known, { seq, segmentId: body.segmentId, programmeMs }].sort((a, b) => a.seq - b.seq));
  }

  #onTaken(): void {
    this.stopPublishing();
    this.#isSuperseded.set(true);
  }

  #takeCounts(counts: readonly DropCounts[]): void {
    const next = new Map(this.#counts.get());
    for (const count of counts) next.set(count.dropSeq, count);
    this.#counts.set(next);
  }
}
