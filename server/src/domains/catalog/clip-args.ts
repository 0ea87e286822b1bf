import { MAX_CLIP_MS, MAX_CLIP_PIXELS } from '@shoal/contract';

const INPUT_FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm';
const seconds = (ms: number) => (ms / 1_000).toFixed(3);

// A stranger's file may name other files and addresses: only itself is opened, and only as a video container.
const carefulInput = (path: string) => [
  ...['-nostdin', '-hide_banner', '-protocol_whitelist', 'file,pipe', '-format_whitelist', INPUT_FORMATS],
  // A small file may hold a picture that takes gigabytes: such a one is refused before it is decoded, also to look at it.
  ...['-max_pixels', String(MAX_CLIP_PIXELS), '-i', path],
];

/** Arguments that print what a file holds, and end with an error since nothing is made. */
export const inspectArgs = (path: string): string[] => carefulInput(path);

/** Arguments that make a clip every phone plays: H264 up to 720 lines, AAC, playable from its first bytes. */
export const encodeArgs = (input: string, output: string): string[] => [
  ...['-v', 'error', ...carefulInput(input)],
  ...['-map', '0:v:0', '-map', '0:a:0?', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-t', seconds(MAX_CLIP_MS + 1_000)],
  '-vf',
  "scale=w='min(iw,if(gt(iw,ih),1280,720))':h='min(ih,if(gt(iw,ih),720,1280))':force_original_aspect_ratio=decrease:force_divisible_by=2,fps=fps='min(30,source_fps)',setsar=1,format=yuv420p",
  ...['-c:v', 'libx264', '-preset', 'superfast', '-profile:v', 'high', '-crf', '23'],
  ...['-maxrate', '2500k', '-bufsize', '5000k', '-g', '60', '-threads', '2'],
  ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'],
  ...['-movflags', '+faststart', '-f', 'mp4', '-y', output],
];

/** Arguments that take one frame as the clip's poster. */
export const posterArgs = (input: string, output: string, atMs: number): string[] => [
  ...['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,pipe', '-ss', seconds(atMs), '-i', input],
  ...['-frames:v', '1', '-q:v', '3', '-f', 'image2', '-update', '1', '-y', output],
];

export type ClipFacts = { durationMs: number | undefined; width: number; height: number };

/** Reads ffmpeg's own description of a file. @returns undefined when there is no video in it. */
export function parseFacts(description: string): ClipFacts | undefined {
  const size = /Stream #\S+.*: Video: .*?[ ,](\d{2,5})x(\d{2,5})[, ]/.exec(description);
  if (!size) return undefined;
  const time = /Duration: (\d+):(\d{2}):(\d{2}\.\d+)/.exec(description);
  const durationMs = time
    ? Math.round((Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3])) * 1_000)
    : undefined;
  return { durationMs, width: Number(size[1]), height: Number(size[2]) };
}
