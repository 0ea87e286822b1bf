import type { types } from 'mediasoup';

/** High from the start, so that a viewer's first picture is not a small simulcast layer. */
const INITIAL_OUTGOING_BITRATE_BPS = 3_000_000;
const ICE_CONSENT_TIMEOUT_S = 30;

export const webRtcTransportOptions = (webRtcServer: types.WebRtcServer): types.WebRtcTransportOptions => ({
  webRtcServer,
  enableUdp: true,
  enableTcp: true,
  preferUdp: true,
  initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE_BPS,
  iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
});

/** What a browser needs to connect. */
export const toTransportOptions = (transport: types.WebRtcTransport) => ({
  id: transport.id,
  iceParameters: { ...transport.iceParameters },
  iceCandidates: transport.iceCandidates.map((candidate) => ({ ...candidate })),
  dtlsParameters: {
    role: transport.dtlsParameters.role ?? 'auto',
    fingerprints: transport.dtlsParameters.fingerprints,
  },
});

/** What a browser needs to receive a track. */
export const toConsumerOptions = ({ id, kind, producerId, rtpParameters }: types.Consumer) => ({
  id,
  producerId,
  kind,
  rtpParameters,
});
