import type { mediaNode, ShowId } from '@shoal/contract';
import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';
import type { PeerId } from './peer.ts';
import { openPipedOutlet, type StageOutlet } from './stage-outlet.ts';
import { type StageTrack, watchSenderReports } from './stage-track.ts';
import type { WorkerSlot } from './worker-slot.ts';

/** Spacing of key frame requests towards the host: just above libwebrtc's own limit, so that joining crowds wait least. */
const KEY_FRAME_REQUEST_DELAY_MS = 330;
/** A host's second track follows her first within a round trip; viewers should come once for both. */
const SECOND_TRACK_WAIT_MS = 300;

export type ShowStageOptions = {
  showId: ShowId;
  slot: WorkerSlot;
  now: () => number;
  /** Of an earlier stage of this show; ours is higher. */
  lastGeneration: number;
  onChanged: (stage: mediaNode.Stage) => void;
  /** Another peer took the stage over; this one must go. */
  onTakenOver: (peerId: PeerId) => void;
};

/** Owns one show's router and its outlets: who publishes, with which tracks, and how often that has changed. */
export class ShowStage {
  readonly showId: ShowId;
  readonly router: types.Router;
  readonly slot: WorkerSlot;
  readonly #options: ShowStageOptions;
  #publisher: PeerId | null = null;
  #tracks: StageTrack[] = [];
  #generation: number;
  #announcing: NodeJS.Timeout | undefined;
  readonly #outlets = new Map<WorkerSlot, Promise<StageOutlet>>();

  static async open(options: ShowStageOptions): Promise<ShowStage> {
    return new ShowStage(options, await options.slot.worker.createRouter({ mediaCodecs }));
  }

  private constructor(options: ShowStageOptions, router: types.Router) {
    this.showId = options.showId;
    this.router = router;
    this.slot = options.slot;
    this.#options = options;
    this.#outlets.set(options.slot, Promise.resolve(toOwnOutlet(this)));
    // By the clock, so that it rises also across restarts of the process.
    this.#generation = Math.max(options.now(), options.lastGeneration + 1);
  }

  get tracks(): readonly StageTrack[] {
    return this.#tracks;
  }

  /** Whose tracks are on it, if any are. */
  get publisher(): PeerId | undefined {
    return this.#tracks.length > 0 ? (this.#publisher ?? undefined) : undefined;
  }

  get generation(): number {
    return this.#generation;
  }

  snapshot(): mediaNode.Stage {
    const { showId, generation } = this;
    if (this.#publisher === null || this.#tracks.length === 0) return { showId, generation, publisher: null };
    const producers = this.#tracks.map(({ producer, mimeType }) => ({
      producerId: producer.id,
      kind: producer.kind,
      mimeType,
    }));
    return { showId, generation, publisher: { peerId: this.#publisher, producers } };
  }

  /**
   * Puts a peer's track on the stage. The same track again answers with what is there; another of the same kind
   * replaces it; another peer takes the whole stage over.
   * @throws AppError media.incompatible
   */
  async produce(peerId: PeerId, transport: types.Transport, options: types.ProducerOptions): Promise<types.Producer> {
    const key = JSON.stringify(options.rtpParameters);
    const present = this.#publisher === peerId ? this.#tracks.find((track) => track.kind === options.kind) : undefined;
    if (present?.key === key) return present.producer;
    this.#drop(present);
    const producer = await transport
      .produce({ ...options, keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS })
      .catch((cause: unknown) => {
        throw new AppError('media.incompatible', 'the router cannot take this track', { cause });
      });
    const previous = this.#publisher;
    if (previous !== null && previous !== peerId) {
      for (const track of [...this.#tracks]) this.#drop(track);
      this.#options.onTakenOver(previous);
    }
    this.#publisher = peerId;
    this.#add(producer, key);
    return producer;
  }

  /** Whether viewers on this worker find the show there already. */
  hasOutlet(slot: WorkerSlot): boolean {
    return this.#outlets.has(slot);
  }

  /** Where viewers on this worker hang on; opened at the first call. It is kept until the stage or its worker ends. */
  openOutlet(slot: WorkerSlot): Promise<StageOutlet> {
    const known = this.#outlets.get(slot);
    if (known) return known;
    const opening = openPipedOutlet(toOwnOutlet(this), slot);
    this.#outlets.set(slot, opening);
    const forget = () => void this.#outlets.delete(slot);
    opening.then(({ router }) => (router.closed ? forget() : router.observer.once('close', forget)), forget);
    return opening;
  }

  close(): void {
    clearTimeout(this.#announcing);
    this.router.close();
  }

  #add(producer: types.Producer, key: string): void {
    const track = watchSenderReports(producer, key);
    this.#tracks.push(track);
    producer.observer.once('close', () => {
      if (!this.#tracks.includes(track)) return;
      this.#drop(track);
      this.#change(0);
    });
    this.#change(this.#tracks.length > 1 ? 0 : SECOND_TRACK_WAIT_MS);
  }

  #drop(track: StageTrack | undefined): void {
    if (!track) return;
    this.#tracks = this.#tracks.filter((other) => other !== track);
    track.producer.close();
  }

  #change(afterMs: number): void {
    this.#generation = Math.max(this.#generation + 1, this.#options.now());
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => this.#options.onChanged(this.snapshot()), afterMs);
  }
}

const toOwnOutlet = ({ router, slot }: ShowStage): StageOutlet => ({
  slot,
  router,
  findProducer: async ({ producer }) => producer,
});
