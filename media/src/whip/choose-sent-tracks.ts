import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import { type ChosenCodec, chooseCodec, findRetransmission } from './choose-codec.ts';
import { orderLayers } from './layer-order.ts';
import { isOffered } from './offered-sections.ts';
import type { SdpCodec, SdpSection, SessionDescription } from './session-description.ts';

/** A track that a WHIP client sends: what the answer takes of its section, and what the router is told. */
export type SentTrack = {
  readonly section: SdpSection;
  readonly codec: SdpCodec;
  readonly rtx: SdpCodec | undefined;
  readonly extensions: readonly { readonly id: number; readonly uri: string }[];
  readonly kind: types.MediaKind;
  readonly rtpParameters: types.RtpParameters;
};

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
/** As many as OBS can send. */
const MAX_LAYERS = 4;
/** What mediasoup reads of a sender. Both kinds of bandwidth feedback rest on these. */
const EXTENSIONS = new Set([
  MID,
  RID,
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'urn:3gpp:video-orientation',
]);

/**
 * The tracks of an offer that go on the stage: the first sound and the first picture that we can take.
 * @throws AppError `media.incompatible` when there is none, or it cannot be told apart.
 */
export function chooseSentTracks(offer: SessionDescription): SentTrack[] {
  const tracks = (['audio', 'video'] as const).flatMap((kind) => {
    for (const section of offer.sections) {
      const codec = section.kind === kind && isOffered(offer, section, 'send') ? chooseCodec(section) : undefined;
      if (codec) return [toSentTrack(section, codec, kind)];
    }
    return [];
  });
  if (tracks.length === 0) throw new AppError('media.incompatible', 'the offer sends neither Opus nor H264 nor VP8');
  return tracks;
}

function toSentTrack(section: SdpSection, { offered, ours }: ChosenCodec, kind: types.MediaKind): SentTrack {
  const extensions = section.extensions.filter(({ uri }) => EXTENSIONS.has(uri));
  const rids = kind === 'video' ? orderLayers(section.rids) : [];
  if (rids.length > MAX_LAYERS) throw new AppError('media.incompatible', `at most ${MAX_LAYERS} layers are taken`);
  const [ssrc] = section.ssrcs;
  const rtxSsrc = ssrc === undefined ? undefined : section.retransmissions.get(ssrc);
  const rtx = rids.length > 0 || rtxSsrc !== undefined ? findRetransmission(section, offered.payloadType) : undefined;
  const uris = extensions.map(({ uri }) => uri);
  const isFindable =
    rids.length > 0 ? uris.includes(MID) && uris.includes(RID) : ssrc !== undefined || uris.includes(MID);
  if (!isFindable) throw new AppError('media.incompatible', `the ${kind} has neither an ssrc nor a mid extension`);
  return {
    section,
    codec: offered,
    rtx,
    extensions,
    kind,
    rtpParameters: {
      ...(section.mid !== undefined && { mid: section.mid }),
      codecs: toCodecs({ offered, ours }, rtx),
      headerExtensions: extensions.map(({ id, uri }) => ({ id, uri: uri as types.RtpHeaderExtensionUri })), // One of the above.
      encodings: toEncodings(rids, ssrc, rtx && rtxSsrc),
      rtcp: { ...(section.cname !== undefined && { cname: section.cname }), reducedSize: true },
    },
  };
}

/** The router matches its own parameters: profiles of H264 differ in name only, see `chooseCodec`. */
function toCodecs({ offered, ours }: ChosenCodec, rtx: SdpCodec | undefined): types.RtpCodecParameters[] {
  const { clockRate, feedback, payloadType } = offered;
  const { mimeType, parameters = {} } = ours;
  const channels = ours.channels === undefined ? {} : { channels: ours.channels };
  const media = { mimeType, payloadType, clockRate, ...channels, parameters, rtcpFeedback: [...feedback] };
  if (!rtx) return [media];
  const repair = { mimeType: 'video/rtx', payloadType: rtx.payloadType, clockRate, parameters: { apt: payloadType } };
  return [media, repair];
}

function toEncodings(rids: readonly string[], ssrc: number | undefined, rtxSsrc: number | undefined) {
  if (rids.length > 0) return rids.map((rid) => ({ rid }));
  if (ssrc === undefined) return [{}];
  return [{ ssrc, ...(rtxSsrc !== undefined && { rtx: { ssrc: rtxSsrc } }) }];
}
