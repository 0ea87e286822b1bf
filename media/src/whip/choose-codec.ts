import type { types } from 'mediasoup';
import { mediaCodecs } from '../sfu/codecs.ts';
import type { SdpCodec, SdpSection } from './session-description.ts';

/** A codec of an offer, and what our routers call it. */
export type ChosenCodec = { readonly offered: SdpCodec; readonly ours: types.RouterRtpCodecCapability };

/**
 * Which codec of an offered section is used: Opus; H264, and VP8 only when H264 is missing. Other profiles of H264 than
 * the constrained baseline are taken when it is not offered: what decodes the one decodes the others, and senders such
 * as OBS name it whatever they encode.
 */
export function chooseCodec(
  { codecs, kind }: Pick<SdpSection, 'codecs' | 'kind'>,
  among: readonly types.RouterRtpCodecCapability[] = mediaCodecs,
): ChosenCodec | undefined {
  for (const ours of among.filter((codec) => codec.kind === kind)) {
    const same = codecs.filter((codec) => isSame(codec, ours));
    const withMode = same.filter(({ parameters }) => parameters['packetization-mode'] === '1');
    const best = withMode.length > 0 ? withMode : same;
    const offered = best.find(isConstrainedBaseline) ?? best[0];
    if (offered) return { offered, ours };
  }
  return undefined;
}

/** The retransmission codec that belongs to another. */
export const findRetransmission = ({ codecs }: Pick<SdpSection, 'codecs'>, payloadType: number): SdpCodec | undefined =>
  codecs.find(({ mimeType, parameters }) => /\/rtx$/i.test(mimeType) && parameters.apt === String(payloadType));

function isSame(codec: SdpCodec, ours: types.RouterRtpCodecCapability): boolean {
  if (codec.mimeType.toLowerCase() !== ours.mimeType.toLowerCase() || codec.clockRate !== ours.clockRate) return false;
  // GStreamer names neither Opus's channels, which are two whatever is sent, nor a mode of H264, and takes every one.
  if (codec.channels !== undefined && codec.channels !== (ours.channels ?? 1)) return false;
  return !/h264/i.test(codec.mimeType) || codec.parameters['packetization-mode'] !== '0';
}

/** Profile 66 with the constraint that browsers ask for (RFC 6184, table 5). */
const isConstrainedBaseline = ({ parameters }: SdpCodec): boolean => {
  const profile = parameters['profile-level-id'];
  return profile === undefined || /^42[4-7c-f]0/i.test(profile);
};
