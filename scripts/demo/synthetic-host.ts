import { randomUUID } from 'node:crypto';
import {
  drops,
  type IdempotencyKey,
  log,
  type MaterialId,
  PROTOCOL_VERSION,
  type ShowId,
  shows,
  signaling,
  type TabId,
} from '@shoal/contract';
import { type LiveClient, openLiveClient } from '../client/live-client.ts';

const newKey = () => randomUUID() as IdempotencyKey; // A random UUID is what the brand asks for.

export type SyntheticShow = {
  serverUrl: string;
  cookie: string;
  showId: ShowId;
  /** In the demo folder of the media node. */
  file: string;
  log: (text: string) => void;
};

/** A host without a person: joins as a studio, loops a file onto the stage, sends host commands. */
export class SyntheticHost {
  /** Settles when the show ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly #show: SyntheticShow;
  readonly #client: LiveClient;
  readonly #tabId = randomUUID() as TabId;
  #settleEnded: () => void = () => {};
  #isClosed = false;

  static async open(show: SyntheticShow): Promise<SyntheticHost> {
    const host = new SyntheticHost(show);
    await host.#takeStage();
    host.#client.onConnect(() => void host.#keepTrying());
    host.#client.on(shows.stageChanged, ({ stage }) => {
      if (stage.status === 'idle') void host.#keepTrying(); // The media process came back empty.
    });
    return host;
  }

  private constructor(show: SyntheticShow) {
    this.#show = show;
    this.#client = openLiveClient(show.serverUrl, show.cookie);
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
    this.#client.on(log.entryAppended, ({ entry }) => {
      if (entry.kind === 'show.ended') this.#settleEnded();
    });
  }

  /** Any other command of this host. */
  get send(): LiveClient['send'] {
    return this.#client.send;
  }

  async goLive(): Promise<void> {
    await this.#client.send(shows.goLive, { showId: this.#show.showId, idempotencyKey: newKey() });
  }

  async endShow(): Promise<void> {
    await this.#client.send(shows.endShow, { showId: this.#show.showId, idempotencyKey: newKey() });
  }

  async drop(materialId: MaterialId): Promise<void> {
    const { showId } = this.#show;
    await this.#client.send(drops.publishDrop, { showId, idempotencyKey: newKey(), materialId });
  }

  async changeSegment(segmentId: shows.Segment['segmentId']): Promise<void> {
    const { showId } = this.#show;
    await this.#client.send(shows.changeSegment, { showId, idempotencyKey: newKey(), segmentId });
  }

  close(): void {
    this.#isClosed = true;
    this.#client.close();
  }

  async #takeStage(): Promise<void> {
    const { showId, file } = this.#show;
    const joined = await this.#client.send(shows.joinShow, {
      showId,
      tabId: this.#tabId,
      door: 'studio',
      protocol: PROTOCOL_VERSION,
      position: null,
    });
    if (joined.state === 'ended') this.#settleEnded();
    await this.#client.send(signaling.publishFile, { showId, file });
  }

  async #keepTrying(): Promise<void> {
    for (let attempt = 1; !this.#isClosed; attempt += 1) {
      try {
        return await this.#takeStage();
      } catch (error) {
        this.#show.log(`stage not taken, attempt ${attempt}: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 500 * attempt)));
      }
    }
  }
}
