import { join } from 'node:path';
import { makeArt } from './make-art.mjs';
import { makeVideo } from './make-video.mjs';

/** Everything that the demo shows, in one folder of the data directory; made once. @returns the folder. */
export async function makeDemoFiles(dataDir, ffmpegPath, progress) {
  const dir = join(dataDir, 'demo');
  await makeArt(dir, progress);
  await makeVideo(dir, ffmpegPath, progress);
  return dir;
}
