import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import { mediaCodecs } from '../sfu/codecs.ts';
import { type ChosenCodec, chooseCodec, findRetransmission } from './choose-codec.ts';
import { isOffered } from './offered-sections.ts';
import type { SdpCodec, SdpSection, SessionDescription } from './session-description.ts';

/** A track that a WHEP client wants to receive, in its own payload types. */
export type PlayedTrack = {
  readonly section: SdpSection;
  readonly kind: types.MediaKind;
  readonly codec: SdpCodec;
  readonly ours: types.RouterRtpCodecCapability;
  readonly rtx: SdpCodec | undefined;
};

/**
 * The sections of an offer that the stage can fill: one sound and one picture. A track that is not on the stage yet is
 * taken too, so that it may come later; a picture only in the codec that is there now.
 * @throws AppError `media.incompatible` when nothing is left.
 */
export function choosePlayedTracks(offer: SessionDescription, videoCodec: string | undefined): PlayedTrack[] {
  const among = mediaCodecs.filter(
    ({ kind, mimeType }) => kind === 'audio' || videoCodec === undefined || mimeType === videoCodec,
  );
  const tracks = (['audio', 'video'] as const).flatMap((kind) => {
    for (const section of offer.sections) {
      const codec = section.kind === kind && isOffered(offer, section, 'receive') && chooseCodec(section, among);
      if (codec) return [toPlayedTrack(section, kind, codec)];
    }
    return [];
  });
  if (tracks.length === 0) {
    throw new AppError('media.incompatible', `the offer receives neither Opus nor ${videoCodec ?? 'H264 nor VP8'}`);
  }
  return tracks;
}

const toPlayedTrack = (section: SdpSection, kind: types.MediaKind, { offered, ours }: ChosenCodec): PlayedTrack => ({
  section,
  kind,
  codec: offered,
  ours,
  rtx: findRetransmission(section, offered.payloadType),
});

/** What a router must speak so that its packets carry the client's payload types. */
export const toLayoutCodecs = (tracks: readonly PlayedTrack[]): types.RouterRtpCodecCapability[] =>
  tracks.map(({ codec, ours }) => ({ ...ours, preferredPayloadType: codec.payloadType }));

/**
 * What the client and its router agree on. A router numbers header extensions and retransmissions itself, so they are
 * used where the client happens to number them alike; lost packets are sent again in the main stream otherwise.
 */
export function toPlayedCapabilities(
  router: types.RtpCapabilities,
  tracks: readonly PlayedTrack[],
): types.RtpCapabilities {
  const codecs = (router.codecs ?? []).flatMap((codec) => {
    const track = tracks.find(({ kind }) => kind === codec.kind);
    if (!track) return [];
    const { preferredPayloadType } = codec;
    if (preferredPayloadType !== track.codec.payloadType)
      return preferredPayloadType === track.rtx?.payloadType ? [codec] : [];
    return [{ ...codec, rtcpFeedback: (codec.rtcpFeedback ?? []).filter((feedback) => has(track.codec, feedback)) }];
  });
  const headerExtensions = (router.headerExtensions ?? []).filter(({ direction, kind, preferredId, uri }) =>
    tracks.some(
      (track) =>
        track.kind === kind &&
        direction !== 'recvonly' &&
        track.section.extensions.some((offered) => offered.uri === uri && offered.id === preferredId),
    ),
  );
  return { codecs, headerExtensions };
}

const has = ({ feedback }: SdpCodec, { parameter = '', type }: types.RtcpFeedback): boolean =>
  feedback.some((offered) => offered.type === type && offered.parameter === parameter);
