import { drops, type IdempotencyKey } from '@shoal/contract';
import { newId } from '../../src/platform/new-id.ts';
import type { CountingClient } from './counting-client.ts';
import { RoomClient } from './room-client.ts';
import type { ShowTarget } from './swarm-options.ts';

/** One press of the host's button. @returns the seq of what was sent. */
export type Press = { (): Promise<number>; close: () => void };

/** A host in the studio, who drops the show's material at each press. */
export function openHost({ hostCookie, materialId, port, showId }: ShowTarget): Press {
  const host = RoomClient.open({ port, cookie: hostCookie, showId, tabId: newId(), door: 'studio', comesBack: true });
  const press = async () => {
    await host.joined;
    const answer = await host.ask(drops.publishDrop, { showId, materialId, idempotencyKey: newId<IdempotencyKey>() });
    if (!answer.ok) throw new Error(`a drop was refused: ${answer.error.code}`);
    return answer.data.seq;
  };
  return Object.assign(press, { close: () => host.close() });
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
