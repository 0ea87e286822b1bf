import { mediaNode } from '@shoal/contract';
import type { Relays } from '../sfu/relays.ts';
import type { OnCall } from './call-listener.ts';

/** The pipes' face towards the server, which introduces two nodes to each other. */
export function registerRelayCalls(on: OnCall, relays: Relays): void {
  on(mediaNode.openRelay, async ({ relayId, showId }) => ({ to: await relays.open(showId, relayId) }));
  on(mediaNode.sendRelay, ({ relayId, showId, to }) => relays.send(showId, relayId, to));
  on(mediaNode.receiveRelay, async ({ from, relayId, tracks }) => {
    await relays.receive(relayId, from, tracks);
    return {};
  });
  on(mediaNode.closeRelay, async ({ relayId }) => {
    await relays.close(relayId);
    return {};
  });
}
