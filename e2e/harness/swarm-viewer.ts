import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import { type LiveClient, openLiveClient } from '../../scripts/client/live-client.ts';
import { type ViewerSwarm, viewerCapabilities } from '../../scripts/client/viewer-swarm.ts';

const TRY_AGAIN_MS = 1_000;

export type SwarmViewerPlan = { url: string; cookie: string; showId: ShowId; swarm: ViewerSwarm };

/** One viewer who decodes nothing: a real socket, real media, and the way of a page to come back whatever happens. */
export class SwarmViewer {
  readonly #plan: SwarmViewerPlan;
  readonly #client: LiveClient;
  readonly #tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
  #name: string | undefined;
  #generation = 0;
  #trying: Promise<void> | undefined;
  #isDue = false;
  #isClosed = false;

  constructor(plan: SwarmViewerPlan) {
    this.#plan = plan;
    this.#client = openLiveClient(plan.url, plan.cookie);
    this.#client.onConnect(() => this.#come());
    this.#client.on(shows.stageChanged, ({ showId, stage }) => {
      if (showId === plan.showId && stage.status === 'streaming' && stage.generation !== this.#generation) this.#come();
    });
    this.#client.on(shows.mediaLost, ({ showId, tabId }) => {
      if (showId === plan.showId && tabId === this.#tabId) this.#come();
    });
  }

  /** Her line is cut without a word, and she comes again. */
  async drop(): Promise<void> {
    await this.#cut();
    await this.#client.send(signaling.stopMedia, { showId: this.#plan.showId });
    this.#come();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#client.close();
    await this.#trying;
  }

  #come(): void {
    this.#isDue = true;
    this.#trying ??= this.#keepTrying().finally(() => {
      this.#trying = undefined;
    });
  }

  async #keepTrying(): Promise<void> {
    while (this.#isDue && !this.#isClosed) {
      this.#isDue = false;
      try {
        await this.#watch();
      } catch {
        this.#isDue = true; // The stage is idle, or the line is gone: whatever it was, it passes.
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  }

  async #watch(): Promise<void> {
    const { showId, swarm } = this.#plan;
    const position = { showId, tabId: this.#tabId, door: 'room', protocol: PROTOCOL_VERSION, position: null } as const;
    await this.#client.send(shows.joinShow, position);
    await this.#cut();
    await this.#client.send(signaling.stopMedia, { showId });
    const watched = await this.#client.send(signaling.watch, { showId, rtpCapabilities: viewerCapabilities });
    const dtlsParameters = await swarm.identity();
    const name = randomUUID();
    const connecting = { showId, transportId: watched.transport.id, dtlsParameters };
    await Promise.all([swarm.connect(name, watched), this.#client.send(signaling.connectTransport, connecting)]);
    this.#name = name;
    this.#generation = watched.generation;
  }

  async #cut(): Promise<void> {
    const name = this.#name;
    this.#name = undefined;
    if (name !== undefined) await this.#plan.swarm.cut(name).catch(() => {}); // It found that out by itself.
  }
}
