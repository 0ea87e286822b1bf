import { randomUUID } from 'node:crypto';
import { accounts, PROTOCOL_VERSION, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import { openApiClient } from '../../../scripts/client/api-client.ts';
import { type LiveClient, openLiveClient } from '../../../scripts/client/live-client.ts';
import type { School } from '../../../scripts/loadtest/seed-school.ts';

type Place = { url: string; school: School };

/** A show of a seeded school that begins within the minute, with everybody of the school invited. */
export async function scheduleBenchShow({ school, url }: Place): Promise<ShowId> {
  const crew = openApiClient(url, { sid: school.operatorToken });
  const { accountIds, brandId } = school;
  const { accountId: hostId } = await openApiClient(url, { sid: school.hostToken }).call(accounts.getMe, {});
  const plan = { brandId, hostId, title: '一眼就到', timeZone: 'Asia/Shanghai' };
  const { showId } = await crew.call(shows.createShow, plan);
  await crew.call(shows.inviteGuests, { showId, accountIds: [...accountIds] });
  await crew.call(shows.scheduleShow, { showId, startsAt: new Date(Date.now() + 30_000).toISOString() });
  return showId;
}

/** Owns the host of one show, whose picture is a file. */
export class BenchHost {
  readonly #client: LiveClient;
  readonly #showId: ShowId;
  #isLive = false;

  static async open({ school, url }: Place, showId: ShowId): Promise<BenchHost> {
    const client = openLiveClient(url, `sid=${school.hostToken}`);
    const tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
    await client.send(shows.joinShow, { showId, tabId, door: 'studio', protocol: PROTOCOL_VERSION, position: null });
    return new BenchHost(client, showId);
  }

  private constructor(client: LiveClient, showId: ShowId) {
    this.#client = client;
    this.#showId = showId;
  }

  async goLive(file: string): Promise<void> {
    await this.#client.send(signaling.publishFile, { showId: this.#showId, file });
    await this.#client.send(shows.goLive, { showId: this.#showId, idempotencyKey: randomUUID() });
    this.#isLive = true;
  }

  /** Ends what went live; a show that never did is left as it is, so that what failed is what is said. */
  async close(): Promise<void> {
    if (this.#isLive) await this.#client.send(shows.endShow, { showId: this.#showId, idempotencyKey: randomUUID() });
    this.#client.close();
  }
}
