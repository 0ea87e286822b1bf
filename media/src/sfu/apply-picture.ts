import type { signaling } from '@shoal/contract';
import type { types } from 'mediasoup';

/** No producer has more layers than these. */
const TOP_LAYER = 3;

/** Sends a viewer as much picture as she wants. Sound is left alone, and so is a picture without layers when she wants it small. */
export async function applyPicture(consumer: types.Consumer, picture: signaling.Picture): Promise<void> {
  if (consumer.kind !== 'video' || consumer.closed) return;
  if (picture === 'none') return consumer.pause();
  if (consumer.type === 'simulcast') {
    await consumer.setPreferredLayers({ spatialLayer: picture === 'small' ? 0 : TOP_LAYER });
  }
  if (consumer.paused) await consumer.resume(); // mediasoup asks for a key frame with it.
}
