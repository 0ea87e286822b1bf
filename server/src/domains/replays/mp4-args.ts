import type { mediaNode } from '@shoal/contract';

/** One run as ffmpeg reads it. */
export type Mp4Input = {
  readonly url: string;
  readonly lengthMs: number;
  readonly run: Pick<mediaNode.RecordingRun, 'width' | 'height' | 'videoCodec' | 'audioCodec'>;
};

const output = (path: string) => ['-movflags', '+faststart', '-f', 'mp4', '-y', path];

/** Puts a list whose runs have one and the same init segment into one file, as it is. */
export const copyArgs = (url: string, path: string): string[] => [
  ...['-v', 'error', '-nostdin', '-i', url, '-map', '0:v?', '-map', '0:a?', '-c', 'copy'],
  ...output(path),
];

/**
 * Encodes runs that differ into one picture size, the largest of them, with bars where a run has another shape. A run
 * without sound is silent, one without picture black.
 */
export function encodeArgs(inputs: readonly Mp4Input[], path: string): string[] {
  const sizes = inputs.map(({ run }) => run).filter(({ videoCodec }) => videoCodec !== null);
  const largest = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? { width: 640, height: 360 };
  const [width, height] = [toEven(largest.width), toEven(largest.height)];
  const shape = `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1,setsar=1,fps=30`;
  const parts = inputs.map(({ lengthMs, run }, at) => {
    const seconds = (lengthMs / 1_000).toFixed(3);
    const picture = run.videoCodec
      ? `[${at}:v:0]${shape},format=yuv420p[v${at}]`
      : `color=black:s=${width}x${height}:r=30:d=${seconds},setsar=1,format=yuv420p[v${at}]`;
    const sound = run.audioCodec
      ? `[${at}:a:0]aresample=48000:async=1000,aformat=channel_layouts=stereo,apad,atrim=duration=${seconds}[a${at}]`
      : `anullsrc=r=48000:cl=stereo,atrim=duration=${seconds}[a${at}]`;
    return `${picture};${sound}`;
  });
  const joined = inputs.map((_, at) => `[v${at}][a${at}]`).join('');
  return [
    ...['-v', 'error', '-nostdin', ...inputs.flatMap(({ url }) => ['-i', url])],
    ...['-filter_complex', `${parts.join(';')};${joined}concat=n=${inputs.length}:v=1:a=1[v][a]`],
    ...['-map', '[v]', '-map', '[a]', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-threads', '1'],
    ...['-c:a', 'aac', '-b:a', '128k', ...output(path)],
  ];
}

const toEven = (pixels: number) => pixels + (pixels % 2);
