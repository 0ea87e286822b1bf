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

export type OutletPlan = {
  codecs: types.RouterRtpCodecCapability[];
  /** Whether producers keep their ids: two of one id cannot be on one worker. */
  keepId: boolean;
};

/**
 * Opens an outlet behind another. Pauses, closing and key frame requests pass through its pipes by themselves;
 * it ends with the router before it or its own worker.
 */
export async function openPipedOutlet(
  before: Pick<StageOutlet, 'findProducer' | 'router'>,
  slot: WorkerSlot,
  { codecs, keepId }: OutletPlan = { codecs: mediaCodecs, keepId: true },
): Promise<StageOutlet> {
  const origin = before.router;
  const router = await slot.worker.createRouter({ mediaCodecs: codecs });
  if (origin.closed) router.close();
  origin.observer.once('close', () => router.close());
  const piped = new Map<string, Promise<types.Producer | undefined>>();
  const pipe = async (track: StageTrack) => {
    const source = await before.findProducer(track);
    if (!source) return undefined;
    const { pipeProducer } = await origin.pipeToRouter({ producerId: source.id, router, keepId });
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
