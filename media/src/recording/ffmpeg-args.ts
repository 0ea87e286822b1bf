import type { TapTrack } from './tap.ts';

/** Hosts without H264, and those who answer no key frame request, are transcoded to this. */
const TRANSCODE_FILTER =
  'fps=30,scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p';

const ENCODED = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'main', '-b:v', '1800k'],
  ...['-maxrate', '2500k', '-bufsize', '3600k', '-force_key_frames', 'expr:gte(t,n_forced*2)', '-sc_threshold', '0'],
];
/**
 * Sound without a picture gets one of its own waves: players that began with sound alone cannot add a picture that comes
 * later, and where one stops they stand.
 */
const WAVES = '[shown]showwaves=s=640x360:mode=cline:rate=25:colors=0x2dd4bf,format=yuv420p[picture]';
const SOUND_FILTER = 'aresample=async=1000';
const SOUND_WITH_WAVES = [
  ...['-filter_complex', `[0:a]${SOUND_FILTER},asplit[sound][shown];${WAVES}`],
  ...['-map', '[picture]', ...ENCODED, '-b:v', '300k', '-map', '[sound]'],
];

export const isH264 = (track: TapTrack): boolean => track.mimeType.toLowerCase() === 'video/h264';

export type EncoderPlan = {
  tracks: readonly TapTrack[];
  /** Pictures are encoded anew, not copied. */
  transcodes: boolean;
  /** So much of the beginning is decoded and not put out; not with copied pictures. */
  skipMs: number;
};

/** The encoder of one run: RTP from `inputUrl`, fMP4 fragments of a quarter second on stdout. */
export function recorderArgs(inputUrl: string, { skipMs, tracks, transcodes }: EncoderPlan): string[] {
  const video = tracks.find((track) => track.kind === 'video');
  const audio = tracks.find((track) => track.kind === 'audio');
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'warning', '-protocol_whitelist', 'tcp,pipe'],
    // It learns from seven pictures that none is out of order, and guesses times when it may not wait for so many.
    ...['-fflags', '+genpts', '-analyzeduration', '3000000', '-probesize', '5000000', '-fpsprobesize', '0'],
    '-copyts', // It does not know the first picture's time, and would let all begin with the second or with the sound.
    ...['-rtsp_transport', 'tcp', '-i', inputUrl],
    ...(video ? ['-map', '0:v', ...(transcodes ? [...ENCODED, '-vf', TRANSCODE_FILTER] : ['-c:v', 'copy'])] : []),
    ...(audio ? [...soundArgs(video !== undefined), '-c:a', 'aac', '-b:a', '96k', '-ac', '2'] : []),
    ...(skipMs > 0 ? ['-ss', (skipMs / 1_000).toFixed(3)] : []),
    ...['-max_interleave_delta', '300000', '-f', 'mp4'],
    ...['-movflags', 'empty_moov+default_base_moof+frag_keyframe', '-frag_duration', '250000'],
    ...['-flush_packets', '1', 'pipe:1'],
  ];
}

const soundArgs = (hasPicture: boolean) => (hasPicture ? ['-map', '0:a', '-af', SOUND_FILTER] : SOUND_WITH_WAVES);
