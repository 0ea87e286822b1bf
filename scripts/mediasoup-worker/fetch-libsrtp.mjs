import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePackages } from '../ground/debian-packages.mjs';
import { runCommand } from '../ground/run-command.mjs';

/**
 * Puts libsrtp 2 into the shim folder: built from Debian's source package against OpenSSL, since Debian's own binary
 * runs on NSS and costs up to twice the CPU per packet. That binary is the fallback.
 * @returns how it went, for the log
 */
export async function fetchLibsrtp(shimDir, workDir, progress) {
  try {
    progress('libsrtp from source');
    await buildFromSource(shimDir, workDir);
    return 'libsrtp from source';
  } catch (error) {
    await ensurePackages(['libsrtp2-dev'], 'The mediasoup worker', progress);
    return `Debian's slower libsrtp, because its source did not build (${String(error.message).split('\n')[0]})`;
  }
}

async function buildFromSource(shimDir, workDir) {
  const source = await fetchSource(join(workDir, 'libsrtp'));
  const build = join(source, 'build');
  const options = [
    '--buildtype',
    'release',
    '-Dcrypto-library=openssl',
    '-Dtests=disabled',
    '-Ddefault_library=static',
  ];
  await runCommand('meson', ['setup', ...options, build, source]);
  await runCommand('ninja', ['-C', build, 'libsrtp2.a']);
  await mkdir(join(shimDir, 'lib'), { recursive: true });
  await cp(join(build, 'libsrtp2.a'), join(shimDir, 'lib/libsrtp2.a'));
  await cp(join(source, 'include'), join(shimDir, 'srtp2-include/srtp2'), { recursive: true });
  await cp(join(source, 'crypto/include'), join(shimDir, 'srtp2-include/srtp2'), { recursive: true });
}

/** apt-get source with lists of our own: the system's are left as they are. */
async function fetchSource(dir) {
  await mkdir(join(dir, 'lists/partial'), { recursive: true });
  await mkdir(join(dir, 'cache/archives/partial'), { recursive: true });
  const format = '$(CREATED_BY)|$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
  const targets = await runCommand('apt-get', ['indextargets', '--format', format]);
  const list = join(dir, 'sources.list');
  await writeFile(list, toSourceLines(targets));
  const own = [
    ['Dir::Etc::SourceList', list],
    ['Dir::Etc::SourceParts', '/dev/null'],
    ['Dir::State::Lists', join(dir, 'lists')],
    ['Dir::Cache', join(dir, 'cache')],
    // The folder is ours, and apt's own download user need not reach it.
    ['APT::Sandbox::User', 'root'],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await runCommand('apt-get', [...own, 'update'], { cwd: dir, timeoutMs: 120_000 });
  await runCommand('apt-get', [...own, 'source', 'libsrtp2'], { cwd: dir, timeoutMs: 120_000 });
  const name = (await readdir(dir)).find((entry) => /^libsrtp2-[\d.]+$/.test(entry));
  if (!name) throw new Error('apt-get source left no libsrtp2 folder');
  return join(dir, name);
}

/** One deb-src line for each of Debian's own repositories that apt knows. */
export function toSourceLines(indexTargets) {
  const lines = indexTargets
    .split('\n')
    .map((line) => line.split('|'))
    .filter(([createdBy, origin]) => createdBy === 'Packages' && origin === 'Debian')
    .map(([, , uri, release, component]) => `deb-src ${uri} ${release} ${component}`);
  return `${[...new Set(lines)].join('\n')}\n`;
}
