import type { types } from 'mediasoup';
import { layerRule } from './layer-rule.ts';

/** Keeps a simulcast consumer on one layer, chosen by what the host's line can carry. */
export async function pinLayer(consumer: types.Consumer, layers: number, now: () => number = Date.now): Promise<void> {
  const rule = layerRule(layers);
  const prefer = () => consumer.setPreferredLayers({ spatialLayer: rule.preferred });
  consumer.on('layerschange', (current) => {
    if (rule.note(current?.spatialLayer, now())) prefer().catch(() => undefined); // Closed in the meantime.
  });
  await prefer();
}
