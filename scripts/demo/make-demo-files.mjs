import { join } from 'node:path';
import { takeTurn } from '../ground/hold-lock.mjs';
import { cacheDir } from '../ground/places.mjs';
import { makeArt } from './make-art.mjs';
import { makeVideo } from './make-video.mjs';

/** Everything that the demo shows, in one folder beside the other things that are costly to make. @returns the folder. */
export async function makeDemoFiles(ffmpegPath, progress) {
  const dir = join(cacheDir(), 'demo');
  const release = await takeTurn(dir, 'demo', progress);
  try {
    await makeArt(dir, progress);
    await makeVideo(dir, ffmpegPath, progress);
  } finally {
    release();
  }
  return dir;
}
