import type { mediaNode } from '@shoal/contract';
import type { types } from 'mediasoup';
import { connectPipe, pipeTransportOptions, toPipeEnd } from './pipe-end.ts';
import type { ShowStage } from './show-stage.ts';

export type RelaySenderOptions = {
  stage: ShowStage;
  listenInfo: types.TransportListenInfo;
  to: mediaNode.PipeEnd;
  /** A track was paused or resumed: between processes nothing tells the other side. */
  onPausedOrResumed: () => void;
};

/** Owns the origin's end of a pipe to another node: sends it each track of the stage once, with all its layers. */
export class RelaySender {
  readonly end: mediaNode.PipeEnd;
  readonly #options: RelaySenderOptions;
  readonly #transport: types.PipeTransport;
  readonly #consumers = new Map<string, types.Consumer>();

  static async open(options: RelaySenderOptions): Promise<RelaySender> {
    const transport = await options.stage.router.createPipeTransport(pipeTransportOptions(options.listenInfo));
    try {
      await connectPipe(transport, options.to);
      return new RelaySender(options, transport);
    } catch (error) {
      transport.close();
      throw error;
    }
  }

  private constructor(options: RelaySenderOptions, transport: types.PipeTransport) {
    this.#options = options;
    this.#transport = transport;
    this.end = toPipeEnd(transport);
  }

  /** True once closed, or when its worker went. */
  get isClosed(): boolean {
    return this.#transport.closed;
  }

  /** Sends all that is on the stage now. @returns it, as the other side has to produce it. */
  async send(): Promise<mediaNode.RelayTrack[]> {
    const sent = await Promise.all(this.#options.stage.tracks.map(({ producer }) => this.#sendOne(producer)));
    return sent.map(({ kind, producerId, producerPaused, rtpParameters }) => ({
      ...{ producerId, kind, isPaused: producerPaused },
      rtpParameters: { ...rtpParameters, encodings: rtpParameters.encodings?.map((encoding) => ({ ...encoding })) },
    }));
  }

  close(): void {
    this.#transport.close();
  }

  async #sendOne({ id }: types.Producer): Promise<types.Consumer> {
    const known = this.#consumers.get(id);
    if (known) return known;
    const consumer = await this.#transport.consume({ producerId: id });
    this.#consumers.set(id, consumer);
    consumer.observer.once('close', () => this.#consumers.delete(id));
    consumer.on('producerpause', this.#options.onPausedOrResumed);
    consumer.on('producerresume', this.#options.onPausedOrResumed);
    return consumer;
  }
}
