import type { types } from 'mediasoup';
import { layerRule } from './layer-rule.ts';

/** The router passes over a layer that has come in the last two seconds, and looks again only when something changes. */
const ASK_AGAIN_MS = 2_500;

/** Keeps a simulcast consumer on one layer, chosen by what the host's line can carry. */
export async function pinLayer(consumer: types.Consumer, layers: number, now: () => number = Date.now): Promise<void> {
  const rule = layerRule(layers);
  let current: number | undefined;
  const prefer = () => consumer.setPreferredLayers({ spatialLayer: rule.preferred });
  const preferAgain = () => void prefer().catch(() => undefined); // Closed in the meantime.
  consumer.on('layerschange', (change) => {
    current = change?.spatialLayer;
    if (rule.note(current, now())) preferAgain();
  });
  const timer = setInterval(() => {
    if (current !== undefined && current !== rule.preferred) preferAgain();
  }, ASK_AGAIN_MS);
  consumer.observer.once('close', () => clearInterval(timer));
  await prefer();
}
