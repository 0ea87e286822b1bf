import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  asks,
  type CommandRequest,
  drops,
  log,
  type MaterialId,
  PROTOCOL_VERSION,
  type ShowId,
  shares,
  shows,
  type TabId,
  type TaskId,
} from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { type LiveClient, openLiveClient } from '../client/live-client.ts';
import { openCustomers, type SendNext } from './demo-customers.ts';

type Opened = Extract<log.LogEntry, { kind: 'ask.opened' }>;
export type CrowdDeps = { serverUrl: string; neighbours: readonly ApiClient[] };

const THINKING_MS = 2_500;
const FORWARDING_MS = 6_000;
/** A link lies in the group for a while before somebody opens it, and then not everybody at once. */
const NOTICED_MS = 7_000;
/** How many of her customers open what a neighbour forwards for a task, by her place in the crowd. */
const CUSTOMERS = [3, 2, 1] as const;

/**
 * Shopkeepers without windows in the live show: they receive, save, forward, and answer what is asked, as people would; and
 * their customers open the links.
 */
export class DemoCrowd {
  readonly #members: LiveClient[] = [];

  static open({ neighbours, serverUrl }: CrowdDeps, showId: ShowId): DemoCrowd {
    const crowd = new DemoCrowd();
    for (const [at, neighbour] of neighbours.entries()) {
      const member = openLiveClient(serverUrl, neighbour.cookie());
      crowd.#members.push(member);
      // What a member cannot send now, because the server starts anew, the next entry makes good.
      const sendNext = openCustomers(serverUrl, at);
      const person: Person = {
        member,
        client: neighbour,
        at,
        of: neighbours.length,
        sendNext,
        busy: Promise.resolve(),
        tasks: 0,
      };
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

type Person = {
  member: LiveClient;
  client: ApiClient;
  at: number;
  of: number;
  sendNext: SendNext;
  /** Tasks that she has heard of. */
  tasks: number;
  /** What she forwards now: nobody passes on two things at once. */
  busy: Promise<void>;
};
type Heard = { showId: ShowId; epoch: string; entry: log.LogEntry };

async function react(person: Person, { entry, epoch, showId }: Heard): Promise<void> {
  const { at, member, of } = person;
  const seen = entry.kind === 'drop.published' ? [entry.seq] : [];
  const saved = at % 2 === 0 ? seen : [];
  await member.send(drops.reportReceipts, { showId, epoch, appliedSeq: entry.seq, seen, saved });
  if (entry.kind === 'task.opened') {
    const { material, taskId } = entry.body.task;
    person.tasks += 1;
    // Now and then nobody opens it, for each of them at another pace: so the board has an order.
    const customers = person.tasks % (at + 2) === 0 ? 0 : (CUSTOMERS[at % CUSTOMERS.length] ?? 1);
    forwardNext(person, { showId, materialId: material.materialId, taskId }, customers);
  }
  // Without a task one of them passes it on, each in her turn.
  if (entry.kind === 'drop.published' && entry.seq % of === at) {
    forwardNext(person, { showId, materialId: entry.body.material.materialId }, 1);
  }
  if (entry.kind === 'ask.opened') await answer(member, { showId, at, asked: entry });
}

type Link = { showId: ShowId; materialId: MaterialId; taskId?: TaskId };

function forwardNext(person: Person, link: Link, customers: number): void {
  // The show may end meanwhile, or the server start anew: then this one is let go.
  person.busy = person.busy.then(() => forward(person, link, customers)).catch(() => {});
}

/** She mints her link, reads it over, and says that it is sent; every second one saved the poster. Then it is opened. */
async function forward({ at, client, sendNext }: Person, link: Link, customers: number): Promise<void> {
  await wait(FORWARDING_MS + at * 2_000);
  const { code, shareId } = await client.call(shares.createShare, link);
  await client.call(shares.recordEvidence, { shareId, grade: at % 2 === 0 ? 'E1' : 'E0' });
  for (let customer = 0; customer < customers; customer += 1) {
    await wait(NOTICED_MS);
    await sendNext(code);
  }
}

/** Most are right, each in her own time; the last one is never quick enough. */
async function answer(member: LiveClient, { asked, at, showId }: { showId: ShowId; at: number; asked: Opened }) {
  const { askId, questions } = asked.body;
  for (const question of [...Array(Math.max(1, questions.length)).keys()]) {
    const tookMs = THINKING_MS + at * 900;
    await wait(tookMs);
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
