import { setTimeout as wait } from 'node:timers/promises';
import { drops, type IdempotencyKey, type MaterialId } from '@shoal/contract';
import { RoomClient } from '../../bench/load/room-client.ts';
import type { ShowTarget } from '../../bench/load/swarm-options.ts';
import { newId } from '../../src/platform/new-id.ts';

/** A host whose page asks again, with the same key, until a drop is answered. */
export type PressingHost = {
  /** What was acknowledged, by key; a second acknowledgement of a key must say the same. */
  readonly acknowledged: ReadonlyMap<IdempotencyKey, number>;
  /** What was answered with an error. */
  readonly refused: readonly IdempotencyKey[];
  /** How often a press had to be sent again. */
  readonly retries: number;
  /** @throws Error when the server refuses the drop or does not answer for so long. */
  press(): Promise<number>;
  /** Sends an answered press again. @returns the seq that it is answered with */
  pressAgain(key: IdempotencyKey): Promise<number>;
  /** Drops a material that does not exist; an answer that was lost is not asked for again. */
  pressInVain(): Promise<void>;
  close(): void;
};

const ANSWER_LIMIT_MS = 60_000;

export function openPressingHost({
  hostCookie,
  materialId,
  port,
  showId,
}: Omit<ShowTarget, 'secret' | 'kind'>): PressingHost {
  const client = RoomClient.open({ port, cookie: hostCookie, showId, tabId: newId(), door: 'studio', comesBack: true });
  const acknowledged = new Map<IdempotencyKey, number>();
  const refused: IdempotencyKey[] = [];
  let retries = 0;
  const send = async (idempotencyKey: IdempotencyKey): Promise<number> => {
    let tries = 0;
    for (const deadline = Date.now() + ANSWER_LIMIT_MS; Date.now() < deadline; ) {
      const answer = client.isJoined
        ? await client.ask(drops.publishDrop, { showId, materialId, idempotencyKey }).catch(() => undefined)
        : undefined;
      if (answer?.ok) return answer.data.seq;
      if (tries++ === 0) retries += 1;
      if (answer && answer.error.retry === 'never') throw new Error(`refused: ${answer.error.code}`);
      await wait(20);
    }
    throw new Error('a press had no answer for a minute');
  };
  return {
    acknowledged,
    refused,
    get retries() {
      return retries;
    },
    async press() {
      const key = newId<IdempotencyKey>();
      const seq = await send(key);
      acknowledged.set(key, seq);
      return seq;
    },
    pressAgain: send,
    async pressInVain() {
      const idempotencyKey = newId<IdempotencyKey>();
      const input = { showId, materialId: newId<MaterialId>(), idempotencyKey };
      const answer = await client.ask(drops.publishDrop, input).catch(() => undefined);
      if (answer && !answer.ok) refused.push(idempotencyKey);
    },
    close: () => client.close(),
  };
}
