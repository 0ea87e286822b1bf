// node scripts/demo/make-art.mjs <folder>: the demo's pictures, drawn by this program and the same at every run.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { face, faces } from './art/faces.mjs';
import { covers, posters, sheets } from './art/posters.mjs';
import { logos, products } from './art/products.mjs';
import { stampOf } from './art/stamp.mjs';

const JPEG_QUALITY = 90;
const drawings = {
  ...products,
  ...logos,
  ...posters,
  ...covers,
  ...sheets,
  ...Object.fromEntries(Object.entries(faces).map(([name, look]) => [name, () => face(look)])),
};

/** Draws every picture into a folder, unless this very program drew them there before. */
export async function makeArt(outDir, say = () => {}) {
  const stamp = join(outDir, 'art.stamp');
  const wanted = stampOf('make-art.mjs');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(outDir, { recursive: true });
  for (const [name, draw] of Object.entries(drawings)) {
    const canvas = draw();
    const bytes = await (name.endsWith('.png') ? canvas.encode('png') : canvas.encode('jpeg', JPEG_QUALITY));
    writeFileSync(join(outDir, `${name}.part`), bytes);
    renameSync(join(outDir, `${name}.part`), join(outDir, name));
    say(name);
  }
  writeFileSync(stamp, wanted);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [outDir] = process.argv.slice(2);
  if (!outDir) throw new Error('usage: node scripts/demo/make-art.mjs <folder>');
  await makeArt(resolve(outDir), (name) => process.stdout.write(`${name}\n`));
}
