import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';
import type { StageTrack } from './stage-track.ts';
import type { WorkerSlot } from './worker-slot.ts';

/** A router that viewers of a stage hang on: the stage's own, or one on another worker that its tracks are piped to. */
export type StageOutlet = {
  readonly slot: WorkerSlot;
  readonly router: types.Router;
  /** The track's producer here; on another worker it is piped at the first call, once for all its viewers. */
  findProducer: (track: StageTrack) => Promise<types.Producer | undefined>;
};

/**
 * Opens an outlet on another worker. Pauses, closing and key frame requests pass through its pipes by themselves;
 * it ends with the stage's router or its own worker.
 */
export async function openPipedOutlet(origin: types.Router, slot: WorkerSlot): Promise<StageOutlet> {
  const router = await slot.worker.createRouter({ mediaCodecs });
  if (origin.closed) router.close();
  origin.observer.once('close', () => router.close());
  const piped = new Map<string, Promise<types.Producer | undefined>>();
  const pipe = async (track: StageTrack) => {
    const { pipeProducer } = await origin.pipeToRouter({ producerId: track.producer.id, router });
    pipeProducer?.observer.once('close', () => piped.delete(track.producer.id));
    return pipeProducer;
  };
  return {
    slot,
    router,
    findProducer(track) {
      const known = piped.get(track.producer.id) ?? pipe(track);
      piped.set(track.producer.id, known);
      known.catch(() => piped.delete(track.producer.id));
      return known;
    },
  };
}
