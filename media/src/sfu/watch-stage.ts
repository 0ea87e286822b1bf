import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import type { Peer } from './peer.ts';
import type { ShowStage } from './show-stage.ts';

/**
 * Gives a viewer unpaused consumers of all that is on the stage, in one go. While the stage is the same, so are they.
 * @throws AppError media.incompatible when the browser can play none of it.
 */
export async function watchStage(stage: ShowStage, peer: Peer, rtpCapabilities: types.RtpCapabilities) {
  const { generation } = stage;
  if (peer.watched?.generation !== generation || peer.watched.consumers.some(({ closed }) => closed)) {
    for (const consumer of peer.watched?.consumers ?? []) consumer.close();
    peer.watched = { generation, consumers: await openConsumers(stage, peer, rtpCapabilities) };
  }
  const consumers = peer.watched.consumers.map(({ id, producerId, kind, rtpParameters }) => ({
    id,
    producerId,
    kind,
    rtpParameters,
  }));
  return { consumers, generation };
}

async function openConsumers(stage: ShowStage, peer: Peer, rtpCapabilities: types.RtpCapabilities) {
  const playable = stage.tracks.filter(({ producer }) =>
    stage.router.canConsume({ producerId: producer.id, rtpCapabilities }),
  );
  if (playable.length === 0) throw new AppError('media.incompatible', 'this browser can play none of the tracks');
  const outlet = await stage.openOutlet(peer.slot);
  const producers = await Promise.all(playable.map(outlet.findProducer));
  return await Promise.all(
    producers.flatMap((producer) =>
      producer ? [peer.transport.consume({ producerId: producer.id, rtpCapabilities, paused: false })] : [],
    ),
  );
}
