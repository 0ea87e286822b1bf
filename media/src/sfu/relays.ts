import { AppError, type mediaNode, type ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import { turns } from '../platform/turns.ts';
import type { PeerId } from './peer.ts';
import { RelayReceiver } from './relay-receiver.ts';
import { RelaySender } from './relay-sender.ts';
import type { Sfu } from './sfu.ts';

export type RelaysOptions = {
  sfu: Sfu;
  /** Where other nodes reach this one. */
  listenInfo: types.TransportListenInfo;
  onChanged: (showId: ShowId, relayId: string) => void;
};

const PREFIX = 'relay:';
const toPeerId = (relayId: string) => `${PREFIX}${relayId}` as PeerId; // Shorter than 160 characters, as its schema asks.

/** The relay that a stage's publisher is, if it is one. */
export const toRelayId = (peerId: PeerId | undefined): string | null =>
  peerId?.startsWith(PREFIX) ? peerId.slice(PREFIX.length) : null;

/** The pipes between this node and others. Every method may be repeated. */
export class Relays {
  readonly #options: RelaysOptions;
  readonly #senders = new Map<string, RelaySender>();
  readonly #receivers = new Map<string, RelayReceiver>();
  readonly #turns = turns();

  constructor(options: RelaysOptions) {
    this.#options = options;
  }

  /** Opens the pulling end. @throws AppError media.full when no worker lives. */
  open(showId: ShowId, relayId: string): Promise<mediaNode.PipeEnd> {
    const { listenInfo, sfu } = this.#options;
    return this.#turns.take(relayId, async () => {
      const known = this.#receivers.get(relayId);
      if (known) return known.end;
      const peerId = toPeerId(relayId);
      const onLost = () => sfu.closePeer(peerId, 'worker_died');
      const receiver = await RelayReceiver.open({ stage: await sfu.openStage(showId), peerId, listenInfo, onLost });
      this.#receivers.set(relayId, receiver);
      const close = () => {
        this.#receivers.delete(relayId);
        receiver.close();
      };
      sfu.adoptSyntheticHost(peerId, { showId, close });
      return receiver.end;
    });
  }

  /** @throws AppError media.not_streaming | media.transport_gone when its end is gone: then it takes a fresh relay. */
  send(showId: ShowId, relayId: string, to: mediaNode.PipeEnd) {
    const { listenInfo, onChanged, sfu } = this.#options;
    return this.#turns.take(relayId, async () => {
      const stage = sfu.findStage(showId);
      if (!stage || stage.tracks.length === 0) throw new AppError('media.not_streaming', 'nothing to send');
      const onPausedOrResumed = () => onChanged(showId, relayId);
      const sender =
        this.#senders.get(relayId) ?? (await RelaySender.open({ stage, listenInfo, to, onPausedOrResumed }));
      this.#senders.set(relayId, sender);
      if (sender.isClosed) throw gone(relayId);
      const { generation } = stage;
      return { from: sender.end, generation, tracks: await sender.send() };
    });
  }

  /** @throws AppError media.transport_gone | media.incompatible */
  receive(relayId: string, from: mediaNode.PipeEnd, tracks: readonly mediaNode.RelayTrack[]): Promise<void> {
    return this.#turns.take(relayId, async () => {
      const receiver = this.#receivers.get(relayId);
      if (!receiver) throw gone(relayId);
      await receiver.receive(from, tracks);
    });
  }

  close(relayId: string): Promise<void> {
    return this.#turns.take(relayId, async () => {
      this.#senders.get(relayId)?.close();
      this.#senders.delete(relayId);
      if (this.#receivers.has(relayId)) this.#options.sfu.closePeer(toPeerId(relayId));
    });
  }
}

const gone = (relayId: string) => new AppError('media.transport_gone', `relay ${relayId} has no end here any more`);
