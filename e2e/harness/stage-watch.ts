import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { type LiveClient, openLiveClient } from '../../scripts/client/live-client.ts';

/** Owns a guest's socket that hears what can be watched in a show: what is told is missed by no look that came too late. */
export class StageWatch {
  readonly #client: LiveClient;
  #stage: shows.StageState | undefined;

  constructor(url: string, cookie: string, showId: ShowId) {
    this.#client = openLiveClient(url, cookie);
    this.#client.on(shows.stageChanged, (told) => {
      if (told.showId === showId) this.#stage = told.stage;
    });
    const tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
    this.#client.onConnect(() => {
      void this.#client
        .send(shows.joinShow, { showId, tabId, door: 'room', position: null, protocol: PROTOCOL_VERSION })
        .then(({ stage }) => {
          this.#stage = stage;
        })
        .catch(() => {}); // Connects again, and asks again.
    });
  }

  /** 0 before the stage is known. */
  get generation(): number {
    return this.#stage?.generation ?? 0;
  }

  get isStreaming(): boolean {
    return this.#stage?.status === 'streaming';
  }

  close(): void {
    this.#client.close();
  }
}
