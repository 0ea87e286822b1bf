import { setTimeout as wait } from 'node:timers/promises';
import { type CommandRequest, drops, type IdempotencyKey } from '@shoal/contract';
import { newId } from '../../src/platform/new-id.ts';
import type { CountingClient } from './counting-client.ts';
import { RoomClient } from './room-client.ts';
import type { ShowTarget } from './swarm-options.ts';

/** How long one life of a server may let a press wait. */
export const ANSWER_LIMIT_MS = 60_000;
const ASK_AGAIN_AFTER_MS = 20;

/** One press of the host's button. @returns the seq of what was sent. */
export type Press = { (): Promise<number>; close: () => void };

/** A host in the studio, who drops the show's material at each press. */
export function openHost({ hostCookie, materialId, port, showId }: ShowTarget): Press {
  const host = RoomClient.open({ port, cookie: hostCookie, showId, tabId: newId(), door: 'studio', comesBack: true });
  const press = () => dropUntilAnswered(host, { showId, materialId, idempotencyKey: newId<IdempotencyKey>() });
  return Object.assign(press, { close: () => host.close() });
}

/**
 * Drops as a host's page does: asks again with the same key until it is answered. @returns the seq
 * @throws Error when the server refuses for good, or for so long
 */
export async function dropUntilAnswered(
  host: RoomClient,
  input: CommandRequest<typeof drops.publishDrop>,
  { limitMs = ANSWER_LIMIT_MS, onRetry = () => {} }: { limitMs?: number; onRetry?: () => void } = {},
): Promise<number> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await wait(ASK_AGAIN_AFTER_MS)) {
    const answer = host.isJoined ? await host.ask(drops.publishDrop, input).catch(() => undefined) : undefined;
    if (answer?.ok) return answer.data.seq;
    if (answer?.error.retry === 'never') throw new Error(`a drop was refused: ${answer.error.code}`);
    onRetry();
  }
  throw new Error(`a drop had no answer for ${limitMs / 1_000} s`);
}

/** Asks a peer by one of its own clients; nobody else does, so the seqs are known. */
export function pressPeer(client: CountingClient): Press {
  let seq = client.lastSeq;
  const press = async () => {
    client.press();
    seq += 1;
    return seq;
  };
  return Object.assign(press, { close: () => {} });
}
