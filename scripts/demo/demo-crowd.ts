import { randomUUID } from 'node:crypto';
import {
  asks,
  type CommandRequest,
  drops,
  log,
  PROTOCOL_VERSION,
  type ShowId,
  shares,
  shows,
  type TabId,
  type tasks,
} from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { type LiveClient, openLiveClient } from '../client/live-client.ts';

type Opened = Extract<log.LogEntry, { kind: 'ask.opened' }>;
export type CrowdDeps = { serverUrl: string; neighbours: readonly ApiClient[] };

const THINKING_MS = 2_500;
const FORWARDING_MS = 6_000;

/** Shopkeepers without windows in the live show: they receive, save, and answer what is asked, as people would. */
export class DemoCrowd {
  readonly #members: LiveClient[] = [];

  static open({ neighbours, serverUrl }: CrowdDeps, showId: ShowId): DemoCrowd {
    const crowd = new DemoCrowd();
    for (const [at, neighbour] of neighbours.entries()) {
      const member = openLiveClient(serverUrl, neighbour.cookie());
      crowd.#members.push(member);
      // What a member cannot send now, because the server starts anew, the next entry makes good.
      const person = { member, client: neighbour, at };
      member.onConnect(() => void join(member, showId).catch(() => {}));
      member.on(log.entryAppended, ({ entry, epoch }) => void react(person, { showId, epoch, entry }).catch(() => {}));
    }
    return crowd;
  }

  close(): void {
    for (const member of this.#members) member.close();
  }
}

const join = (member: LiveClient, showId: ShowId) =>
  member.send(shows.joinShow, {
    showId,
    tabId: randomUUID() as TabId, // A random UUID is what the brand asks for.
    door: 'room',
    protocol: PROTOCOL_VERSION,
    position: null,
  });

type Person = { member: LiveClient; client: ApiClient; at: number };
type Heard = { showId: ShowId; epoch: string; entry: log.LogEntry };

async function react({ at, client, member }: Person, { entry, epoch, showId }: Heard): Promise<void> {
  const seen = entry.kind === 'drop.published' ? [entry.seq] : [];
  const saved = at % 2 === 0 ? seen : [];
  await member.send(drops.reportReceipts, { showId, epoch, appliedSeq: entry.seq, seen, saved });
  if (entry.kind === 'task.opened') await forward(client, { showId, at, task: entry.body.task });
  if (entry.kind === 'ask.opened') await answer(member, { showId, at, asked: entry });
}

/** She mints her link, reads it over, and says that it is sent; every second one saved the poster. */
async function forward(
  client: ApiClient,
  { at, showId, task }: { showId: ShowId; at: number; task: tasks.OpenedTask },
) {
  const { material, taskId } = task;
  await new Promise((resolve) => setTimeout(resolve, FORWARDING_MS + at * 2_000));
  const { shareId } = await client.call(shares.createShare, { showId, materialId: material.materialId, taskId });
  await client.call(shares.recordEvidence, { shareId, grade: at % 2 === 0 ? 'E1' : 'E0' });
}

/** Most are right, each in her own time; the last one is never quick enough. */
async function answer(member: LiveClient, { asked, at, showId }: { showId: ShowId; at: number; asked: Opened }) {
  const { askId, questions } = asked.body;
  for (const question of [...Array(Math.max(1, questions.length)).keys()]) {
    const tookMs = THINKING_MS + at * 900;
    await new Promise((resolve) => setTimeout(resolve, tookMs));
    const given: CommandRequest<typeof asks.answerAsk> = {
      showId,
      askId,
      question,
      option: questions.length === 0 ? 0 : (at + question) % 2,
      idempotencyKey: randomUUID(),
      answeredAt: new Date().toISOString(),
      tookMs,
    };
    await member.send(asks.answerAsk, given);
  }
}
