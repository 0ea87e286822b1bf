// node scripts/demo/make-video.mjs <folder>: the synthetic host's programme and a clip, made by this program.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codecs, film } from './art/film.mjs';
import { brewScene, hostScene } from './art/scenes.mjs';
import { stampOf } from './art/stamp.mjs';

const FPS = 25;
const HOST_SECONDS = 60;
const CLIP_SECONDS = 20;

/** Makes `synthetic-host.mp4` and `clip.mp4`, unless this very program made them there before. */
export async function makeVideo(outDir, ffmpegPath, say = () => {}) {
  const stamp = join(outDir, 'video.stamp');
  const wanted = stampOf('make-video.mjs');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(outDir, { recursive: true });
  const common = { ffmpegPath, fps: FPS };
  const clip = { fps: FPS, seconds: CLIP_SECONDS };
  await film({
    ...common,
    seconds: CLIP_SECONDS,
    scene: brewScene(clip),
    codec: codecs.phone,
    outFile: join(outDir, 'clip.mp4'),
  });
  say('clip.mp4');
  const host = { fps: FPS, seconds: HOST_SECONDS };
  const outFile = join(outDir, 'synthetic-host.mp4');
  await film({ ...common, seconds: HOST_SECONDS, scene: hostScene(host), codec: codecs.webrtc, outFile });
  say('synthetic-host.mp4');
  writeFileSync(stamp, wanted);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [outDir] = process.argv.slice(2);
  if (!outDir) throw new Error('usage: node scripts/demo/make-video.mjs <folder>');
  await makeVideo(resolve(outDir), process.env.FFMPEG_PATH || 'ffmpeg', (name) => process.stdout.write(`${name}\n`));
}
