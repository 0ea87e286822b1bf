import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { music } from './sound.mjs';

/** What a browser takes without being asked twice: constrained baseline, no B-frames, a key frame each second. */
const webrtcVideo = (fps) => [
  ...['-c:v', 'libx264', '-preset', 'superfast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-level', '3.1'],
  ...['-x264-params', 'repeat-headers=1:sliced-threads=0:scenecut=0', '-bf', '0', '-g', String(fps)],
  ...['-b:v', '900k', '-maxrate', '1100k', '-bufsize', '1100k', '-pix_fmt', 'yuv420p'],
];

export const codecs = {
  webrtc: (fps) => [...webrtcVideo(fps), '-c:a', 'libopus', '-b:a', '96k', '-ar', '48000', '-ac', '2'],
  phone: (fps) => [...webrtcVideo(fps), '-c:a', 'aac', '-b:a', '96k'],
};

/** Paints a scene frame by frame into ffmpeg, with music of the same length. The file is there whole or not at all. */
export async function film({ codec, ffmpegPath, fps, outFile, scene, seconds }) {
  const [draft, sound] = [`${outFile}.part.mp4`, `${outFile}.pcm`];
  writeFileSync(sound, music(seconds));
  const size = `${scene.width}x${scene.height}`;
  const child = spawn(
    ffmpegPath,
    [
      ...[
        '-v',
        'error',
        '-nostdin',
        '-y',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgba',
        '-s',
        size,
        '-r',
        String(fps),
        '-i',
        'pipe:0',
      ],
      ...['-f', 's16le', '-ar', '48000', '-ac', '2', '-i', sound, '-map', '0:v', '-map', '1:a', '-t', String(seconds)],
      ...codec(fps),
      ...['-movflags', '+faststart', '-f', 'mp4', draft],
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-800);
  });
  child.stdin.on('error', () => {}); // Its exit code tells.
  const ended = once(child, 'close');
  await paintInto(child.stdin, scene);
  const [code] = await ended;
  rmSync(sound, { force: true });
  if (code !== 0) throw new Error(`ffmpeg could not make ${outFile}: ${complaint}`);
  renameSync(draft, outFile);
}

async function paintInto(sink, { frames, height, paint, width }) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const gone = once(sink, 'close');
  for (let frame = 0; frame < frames && sink.writable; frame += 1) {
    paint(context, frame);
    if (!sink.write(Buffer.from(canvas.data()))) await Promise.race([once(sink, 'drain'), gone]);
  }
  sink.end();
}
