import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import { applyPicture } from './apply-picture.ts';
import type { Peer } from './peer.ts';
import type { ShowStage } from './show-stage.ts';
import { getSilence } from './silence.ts';
import { toConsumerOptions } from './transport-options.ts';

/**
 * Gives a viewer consumers of all that is on the stage, in one go, unpaused but for a picture that she does not want.
 * While the stage is the same, so are they.
 * @throws AppError media.incompatible when the browser can play none of it.
 */
export async function watchStage(stage: ShowStage, peer: Peer, rtpCapabilities: types.RtpCapabilities) {
  const { generation } = stage;
  if (peer.watched?.generation !== generation || peer.watched.consumers.some(({ closed }) => closed)) {
    for (const consumer of peer.watched?.consumers ?? []) consumer.close();
    peer.watched = { generation, consumers: await openConsumers(stage, peer, rtpCapabilities) };
  }
  return { consumers: peer.watched.consumers.map(toConsumerOptions), generation };
}

/**
 * Gives a viewer who waits a silent track, so that ICE and DTLS are done when the show begins.
 * @throws AppError media.incompatible
 */
export async function openSilence(stage: ShowStage, peer: Peer, rtpCapabilities: types.RtpCapabilities) {
  const { router } = await stage.openOutlet(peer.slot);
  const { id: producerId } = await getSilence(router);
  if (!router.canConsume({ producerId, rtpCapabilities })) throw incompatible();
  peer.silence ??= await peer.transport.consume({ producerId, rtpCapabilities, paused: false });
  return [toConsumerOptions(peer.silence)];
}

async function openConsumers(stage: ShowStage, peer: Peer, rtpCapabilities: types.RtpCapabilities) {
  const playable = stage.tracks.filter(({ producer }) =>
    stage.router.canConsume({ producerId: producer.id, rtpCapabilities }),
  );
  if (playable.length === 0) throw incompatible();
  const outlet = await stage.openOutlet(peer.slot);
  const producers = await Promise.all(playable.map(outlet.findProducer));
  const isPaused = (kind: types.MediaKind) => kind === 'video' && peer.picture === 'none';
  const consumers = await Promise.all(
    producers.flatMap((producer) =>
      producer
        ? [peer.transport.consume({ producerId: producer.id, rtpCapabilities, paused: isPaused(producer.kind) })]
        : [],
    ),
  );
  if (peer.picture === 'small') await Promise.all(consumers.map((consumer) => applyPicture(consumer, peer.picture)));
  return consumers;
}

const incompatible = () => new AppError('media.incompatible', 'this browser can play none of the tracks');
