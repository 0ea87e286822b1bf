import type { types } from 'mediasoup';
import { SENDER_CAP_BPS } from '../sfu/sender-limit.ts';
import type { PlayedTrack } from './choose-played-tracks.ts';
import type { SentTrack } from './choose-sent-tracks.ts';
import type { AnsweredSection } from './write-answer.ts';

/** Chromium's encoder begins there: without it the larger layers come seconds late. */
const START_BITRATE_KBPS = 2_500;
/** What a picture may take of the cap, with room for sound and for what is sent again. */
const MAX_VIDEO_KBPS = (SENDER_CAP_BPS / 1_000) * 0.9;

const WANTED_FEEDBACK = /^(nack|nack pli|ccm fir|transport-cc|goog-remb)$/;
const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';

/** What we take of a track that a client sends. */
export function toSentAnswer({ codec, extensions, kind, rtx, section }: SentTrack): AnsweredSection {
  const isVideo = kind === 'video';
  return {
    section,
    direction: 'recvonly',
    codec,
    ...(isVideo && { parameters: { 'x-google-start-bitrate': START_BITRATE_KBPS }, maxBitrateKbps: MAX_VIDEO_KBPS }),
    rtx,
    extensions,
    feedback: codec.feedback.filter(({ parameter, type }) => WANTED_FEEDBACK.test(`${type} ${parameter}`.trim())),
    rids: section.rids,
  };
}

/**
 * What we send of a track. No ssrc is named: a host who comes again has others, and a player that was told none takes
 * whatever comes in the payload type.
 */
export function toPlayedAnswer(
  { codec, kind, rtx, section }: PlayedTrack,
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
  streamId: string,
): AnsweredSection {
  const ours = codecs.find(({ preferredPayloadType }) => preferredPayloadType === codec.payloadType);
  const extensions = headerExtensions
    .filter((extension) => extension.kind === kind)
    .map(({ preferredId, uri }) => ({ id: preferredId, uri }));
  const uris = extensions.map(({ uri }) => String(uri));
  const isUsed = ({ type }: { type: string }) =>
    type === 'transport-cc'
      ? uris.includes(TRANSPORT_CC)
      : type !== 'goog-remb' || (uris.includes(SEND_TIME) && !uris.includes(TRANSPORT_CC));
  return {
    section,
    direction: 'sendonly',
    codec,
    rtx: codecs.some(({ preferredPayloadType }) => preferredPayloadType === rtx?.payloadType) ? rtx : undefined,
    extensions,
    feedback: (ours?.rtcpFeedback ?? []).filter(isUsed),
    msid: `${streamId} ${kind}`,
  };
}
