import type { types } from 'mediasoup';
import { generateRouterRtpCapabilities } from 'mediasoup/ortc';

/** What a show's router speaks: Opus, H264 that every browser decodes, and VP8 for hosts without H264. */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    preferredPayloadType: 100,
    parameters: { useinbandfec: 1 },
  },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    preferredPayloadType: 101,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 110 },
];

/** What any router of this node speaks, known without a worker. */
export const routerCapabilities = (): types.RtpCapabilities => generateRouterRtpCapabilities(mediaCodecs);

/**
 * What the recorder consumes with: plain packets and key frame requests. Any bandwidth feedback would make mediasoup
 * mix a probation stream of its own in, which reads as thousands of lost packets.
 */
export function toRecorderCapabilities(router: types.RtpCapabilities): types.RtpCapabilities {
  const codecs = (router.codecs ?? [])
    .filter((codec) => !/rtx/i.test(codec.mimeType))
    .map((codec) => ({ ...codec, rtcpFeedback: (codec.rtcpFeedback ?? []).filter(asksForKeyFrame) }));
  return { codecs, headerExtensions: [] };
}

const asksForKeyFrame = ({ type, parameter }: types.RtcpFeedback): boolean =>
  (type === 'nack' && parameter === 'pli') || (type === 'ccm' && parameter === 'fir');
