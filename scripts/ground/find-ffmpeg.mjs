import { join } from 'node:path';
import process from 'node:process';
import { canInstallPackages, ensurePackages } from './debian-packages.mjs';
import { findOnPath, isExecutable } from './find-on-path.mjs';
import { cloneDir } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const ENCODERS = ['libx264', 'aac', 'libopus'];

/**
 * The ffmpeg to use: FFMPEG_PATH, which must work; ffmpeg-static's binary when it was downloaded; the system's; Debian's
 * package when we are root.
 * @throws GroundError
 */
export async function findFfmpeg(progress, env = process.env) {
  if (env.FFMPEG_PATH) {
    const flaw = await findFlaw(env.FFMPEG_PATH);
    if (flaw) throw new GroundError(`FFMPEG_PATH names ${env.FFMPEG_PATH}, which ${flaw}.`);
    return env.FFMPEG_PATH;
  }
  const downloaded = join(cloneDir, 'node_modules/ffmpeg-static/ffmpeg');
  for (const candidate of [downloaded, findOnPath(['ffmpeg'], env.PATH)]) {
    if (candidate && isExecutable(candidate) && !(await findFlaw(candidate))) return candidate;
  }
  if (canInstallPackages()) {
    await ensurePackages(['ffmpeg'], 'ffmpeg', progress);
    const flaw = await findFlaw('/usr/bin/ffmpeg');
    if (!flaw) return '/usr/bin/ffmpeg';
  }
  throw new GroundError(
    `ffmpeg with ${ENCODERS.join(', ')} is missing: install it ("apt-get install ffmpeg" as root, or "npm run ffmpeg:download"), or name one in FFMPEG_PATH.`,
  );
}

/** What makes this ffmpeg useless to us, in words; `undefined` when nothing does. */
export async function findFlaw(ffmpeg) {
  try {
    const output = await runCommand(ffmpeg, ['-hide_banner', '-v', 'error', '-encoders'], { timeoutMs: 15_000 });
    const missing = ENCODERS.filter((name) => !new RegExp(`^ [VA]\\S* ${name} `, 'm').test(output));
    return missing.length > 0 ? `lacks the encoders ${missing.join(', ')}` : undefined;
  } catch {
    return 'does not run';
  }
}
