import type { TapTrack } from './tap.ts';

/** A host whose browser has no H264 is transcoded to this. */
const TRANSCODE_FILTER =
  'fps=30,scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p';

export const isCopied = (track: TapTrack): boolean => track.mimeType.toLowerCase() === 'video/h264';

/** The encoder of one run: RTP from `inputUrl`, fMP4 fragments of a quarter second on stdout. */
export function recorderArgs(inputUrl: string, tracks: readonly TapTrack[]): string[] {
  const video = tracks.find((track) => track.kind === 'video');
  const audio = tracks.find((track) => track.kind === 'audio');
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'warning', '-protocol_whitelist', 'tcp,pipe'],
    ...['-fflags', '+genpts', '-analyzeduration', '1000000', '-probesize', '500000'],
    ...['-rtsp_transport', 'tcp', '-i', inputUrl],
    ...(video ? ['-map', '0:v', ...videoArgs(video)] : []),
    ...(audio ? ['-map', '0:a', '-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-af', 'aresample=async=1000'] : []),
    ...['-max_interleave_delta', '300000', '-f', 'mp4'],
    ...['-movflags', 'empty_moov+default_base_moof+frag_keyframe', '-frag_duration', '250000'],
    ...['-flush_packets', '1', 'pipe:1'],
  ];
}

function videoArgs(video: TapTrack): string[] {
  if (isCopied(video)) return ['-c:v', 'copy'];
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'main', '-b:v', '1800k'],
    ...['-maxrate', '2500k', '-bufsize', '3600k', '-vf', TRANSCODE_FILTER],
    ...['-force_key_frames', 'expr:gte(t,n_forced*2)', '-sc_threshold', '0'],
  ];
}
