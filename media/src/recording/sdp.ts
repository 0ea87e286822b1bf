import type { TapTrack } from './tap.ts';
import type { ParameterSets } from './video-gate.ts';

/** Describes one run's tracks for the encoder; stream numbers follow the order of `tracks`. */
export function toSdp(tracks: readonly TapTrack[], parameterSets: ParameterSets | null): string {
  const lines = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=shoal', 'c=IN IP4 127.0.0.1', 't=0 0'];
  tracks.forEach((track, stream) => {
    const codec = track.mimeType.split('/')[1] ?? '';
    const channels = track.kind === 'audio' ? '/2' : '';
    lines.push(`m=${track.kind} 0 RTP/AVP ${track.payloadType}`);
    lines.push(`a=rtpmap:${track.payloadType} ${codec}/${track.clockRate}${channels}`);
    if (codec.toLowerCase() === 'h264' && parameterSets) lines.push(h264Format(track.payloadType, parameterSets));
    lines.push(`a=control:stream=${stream}`);
  });
  return `${lines.join('\r\n')}\r\n`;
}

function h264Format(payloadType: number, { sps, pps }: ParameterSets): string {
  const profile = sps.subarray(1, 4).toString('hex');
  const sets = `${sps.toString('base64')},${pps.toString('base64')}`;
  return `a=fmtp:${payloadType} packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${sets}`;
}
