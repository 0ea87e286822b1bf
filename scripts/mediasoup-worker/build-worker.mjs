import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePackages } from '../ground/debian-packages.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { fetchLibsrtp } from './fetch-libsrtp.mjs';
import { prepareSource } from './prepare-source.mjs';

const PACKAGES = [
  'g++',
  'pkg-config',
  'ninja-build',
  'meson',
  'dpkg-dev',
  'libuv1-dev',
  'libssl-dev',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
];

/**
 * Builds the mediasoup worker from the npm package's own source against Debian's libraries: about three minutes on two
 * cores. The folder is left behind for the caller to remove.
 * @returns the path of the binary
 */
export async function buildWorker(workerSourceDir, workDir, progress) {
  await ensurePackages(PACKAGES, 'The mediasoup worker', progress);
  await rm(workDir, { recursive: true, force: true });
  const source = join(workDir, 'worker');
  const build = join(workDir, 'build');
  await mkdir(workDir, { recursive: true });
  const libsrtpDir = await prepareSource(workerSourceDir, source);
  const libsrtp = await fetchLibsrtp(libsrtpDir, workDir, progress);
  if (!libsrtp.startsWith('libsrtp')) process.stdout.write(`    ! ${libsrtp}\n`);
  await runCommand('meson', ['setup', '--buildtype', 'release', '-Db_ndebug=true', build, source]);
  const onLine = (line) => {
    const share = /^\[(\d+)\/(\d+)\]/.exec(line);
    if (share) progress(`compiling ${share[1]} of ${share[2]}`);
  };
  // libwebrtc's target uses the generated headers without depending on their generator: any one of them makes all.
  for (const target of ['fbs/FBS/common.h', 'mediasoup-worker']) {
    await runCommand('ninja', ['-C', build, target], { onLine });
  }
  return join(build, 'mediasoup-worker');
}
