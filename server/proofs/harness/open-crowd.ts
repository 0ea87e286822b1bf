import { setTimeout as wait } from 'node:timers/promises';
import { chat, type MessageId } from '@shoal/contract';
import type { School } from '../../bench/ground/given-school.ts';
import { RoomClient } from '../../bench/load/room-client.ts';
import { toCookie, toToken } from '../../bench/load/token.ts';
import { newId } from '../../src/platform/new-id.ts';
import type { Testimony, Witness } from './check-show.ts';

export type Crowd = {
  readonly clients: readonly RoomClient[];
  /** Somebody says something; it counts when it is answered. */
  chatter(): Promise<void>;
  /** Waits until everybody has all up to this seq and has it acknowledged. @throws Error after a minute. */
  untilCurrent(seq: number): Promise<void>;
  testify(): Pick<Testimony, 'witnesses' | 'said'>;
  close(): void;
};

const CURRENT_LIMIT_MS = 60_000;

/** Shopkeepers of a school, in this process: they receive, answer with receipts, chat, and come back. */
export async function openCrowd(school: School, port: number, seats?: { from: number; to: number }): Promise<Crowd> {
  const { secret, showId } = school;
  const { from, to } = seats ?? { from: 0, to: school.shopkeepers.length };
  const shopkeepers = school.shopkeepers.slice(from, to);
  const clients = shopkeepers.map((_, at) =>
    RoomClient.open({
      port,
      showId,
      cookie: toCookie(toToken(secret, from + at)),
      tabId: newId(),
      door: 'room',
      keepsEntries: true,
      receipts: 'seen',
      comesBack: true,
    }),
  );
  await Promise.all(clients.map((client) => client.joined));
  const said: MessageId[] = [];
  const toWitness = (client: RoomClient, at: number): Witness => {
    const accountId = shopkeepers[at];
    if (!accountId) throw new Error('more clients than shopkeepers');
    const { entries, epoch, repeats, reportedSeq } = client;
    return { accountId, entries, epoch, repeats, reportedSeq };
  };
  return {
    clients,
    async chatter() {
      const client = clients[Math.floor(Math.random() * clients.length)];
      const messageId = newId<MessageId>();
      const answer = await client?.ask(chat.sendChat, { showId, messageId, text: 'all here' }).catch(() => undefined);
      if (answer?.ok) said.push(messageId);
    },
    async untilCurrent(seq) {
      const isCurrent = (client: RoomClient) => client.isJoined && client.lastSeq >= seq && client.reportedSeq >= seq;
      for (const deadline = Date.now() + CURRENT_LIMIT_MS; !clients.every(isCurrent); await wait(20)) {
        if (Date.now() < deadline) continue;
        throw new Error(`${clients.filter((client) => !isCurrent(client)).length} clients did not get to ${seq}`);
      }
    },
    testify: () => ({ witnesses: clients.map(toWitness), said }),
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
