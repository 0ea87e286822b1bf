import type { types } from 'mediasoup';

const SILENT_SSRC = 1;
const silences = new WeakMap<types.Router, Promise<types.Producer>>();

/** The router's silent track: it never sends a packet, and whoever receives it has ICE and DTLS done. One per router. */
export function getSilence(router: types.Router): Promise<types.Producer> {
  const known = silences.get(router);
  if (known) return known;
  const opening = openSilence(router);
  silences.set(router, opening);
  opening.catch(() => silences.delete(router));
  return opening;
}

async function openSilence(router: types.Router): Promise<types.Producer> {
  const transport = await router.createDirectTransport();
  const opus = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2, parameters: {} };
  return transport.produce({
    kind: 'audio',
    rtpParameters: { codecs: [opus], encodings: [{ ssrc: SILENT_SSRC }], rtcp: { cname: 'silence' } },
  });
}
