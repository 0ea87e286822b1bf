import type { mediaNode, ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import type { PeerId } from './peer.ts';
import { connectPipe, pipeTransportOptions, toPipeEnd } from './pipe-end.ts';
import type { ShowStage } from './show-stage.ts';

export type RelayReceiverOptions = {
  stage: ShowStage;
  peerId: PeerId;
  listenInfo: types.TransportListenInfo;
  /** Its worker went. */
  onLost: () => void;
};

/** Owns this node's end of a pipe from a show's origin. On the stage it stands where a host would. */
export class RelayReceiver {
  readonly showId: ShowId;
  readonly end: mediaNode.PipeEnd;
  readonly #options: RelayReceiverOptions;
  readonly #transport: types.PipeTransport;
  readonly #producers = new Map<string, types.Producer>();
  #connecting: Promise<void> | undefined;

  static async open(options: RelayReceiverOptions): Promise<RelayReceiver> {
    const transport = await options.stage.router.createPipeTransport(pipeTransportOptions(options.listenInfo));
    return new RelayReceiver(options, transport);
  }

  private constructor(options: RelayReceiverOptions, transport: types.PipeTransport) {
    this.showId = options.stage.showId;
    this.#options = options;
    this.#transport = transport;
    this.end = toPipeEnd(transport);
    transport.once('routerclose', options.onLost);
  }

  /**
   * Puts exactly these tracks on the stage, paused as their origins are. Repeating it changes nothing.
   * @throws AppError media.incompatible
   */
  async receive(from: mediaNode.PipeEnd, tracks: readonly mediaNode.RelayTrack[]): Promise<void> {
    this.#connecting ??= connectPipe(this.#transport, from);
    await this.#connecting;
    const wanted = new Set(tracks.map(({ producerId }) => producerId));
    for (const [id, producer] of this.#producers) if (!wanted.has(id)) producer.close();
    for (const track of tracks) await this.#put(track);
  }

  close(): void {
    this.#transport.close();
  }

  async #put({ isPaused, kind, producerId, rtpParameters }: mediaNode.RelayTrack): Promise<void> {
    const known = this.#producers.get(producerId);
    if (known) return await (isPaused ? known.pause() : known.resume());
    const { peerId, stage } = this.#options;
    const producer = await stage.produce(peerId, this.#transport, {
      id: producerId, // The origin's, so that viewers of both nodes speak of the same.
      kind,
      rtpParameters: rtpParameters as types.RtpParameters, // Made by the other node's mediasoup.
      paused: isPaused,
    });
    this.#producers.set(producerId, producer);
    producer.observer.once('close', () => this.#producers.delete(producerId));
  }
}
