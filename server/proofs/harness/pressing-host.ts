import { drops, type IdempotencyKey, type MaterialId } from '@shoal/contract';
import { ANSWER_LIMIT_MS, dropUntilAnswered } from '../../bench/load/press.ts';
import { RoomClient } from '../../bench/load/room-client.ts';
import type { ShowTarget } from '../../bench/load/swarm-options.ts';
import { newId } from '../../src/platform/new-id.ts';

/** A host whose page asks again, with the same key, until a drop is answered. */
export type PressingHost = {
  /** What was acknowledged, by key; a second acknowledgement of a key must say the same. */
  readonly acknowledged: ReadonlyMap<IdempotencyKey, number>;
  /** What was answered with an error. */
  readonly refused: readonly IdempotencyKey[];
  /** Tries that had no answer, because the line was down or broke. */
  readonly retries: number;
  /** @throws Error when the server refuses the drop or does not answer for so long. */
  press(): Promise<number>;
  /** Sends an answered press again. @returns the seq that it is answered with */
  pressAgain(key: IdempotencyKey): Promise<number>;
  /** Drops a material that does not exist; an answer that was lost is not asked for again. */
  pressInVain(): Promise<void>;
  close(): void;
};

/** @param livesPerPress how many lives of the server one press may have to outlive */
export function openPressingHost(
  { hostCookie, materialId, port, showId }: Omit<ShowTarget, 'secret' | 'kind'>,
  livesPerPress = 1,
): PressingHost {
  const client = RoomClient.open({ port, cookie: hostCookie, showId, tabId: newId(), door: 'studio', comesBack: true });
  const acknowledged = new Map<IdempotencyKey, number>();
  const refused: IdempotencyKey[] = [];
  let retries = 0;
  const send = (idempotencyKey: IdempotencyKey) =>
    dropUntilAnswered(
      client,
      { showId, materialId, idempotencyKey },
      {
        limitMs: ANSWER_LIMIT_MS * livesPerPress,
        onRetry: () => {
          retries += 1;
        },
      },
    );
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
