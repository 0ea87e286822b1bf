import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const hereDir = dirname(fileURLToPath(import.meta.url));
const shimsDir = join(hereDir, 'shims');
/** What compiles, and the line of its meson.build after which it is told what was compiled before. */
const TARGETS = [
  ['.', "  cpp_args: cpp_args + ['-DMS_EXECUTABLE'],\n"],
  ['deps/libwebrtc', '  include_directories: libwebrtc_include_directories,\n'],
];

/**
 * Copies the worker's source and makes it buildable without a download: each wrap that is needed gets a folder that
 * stands for the archive, and what does not fit Debian is patched.
 * @returns the folder that stands for libsrtp 3, which still wants its library
 */
export async function prepareSource(workerSourceDir, targetDir) {
  await mkdir(targetDir, { recursive: true });
  await cp(workerSourceDir, targetDir, { recursive: true });
  const subprojects = join(targetDir, 'subprojects');
  for (const shim of await readdir(shimsDir)) {
    const wrap = await readFile(join(subprojects, `${shim}.wrap`), 'utf8');
    await cp(join(shimsDir, shim), join(subprojects, wrapDirectory(wrap, shim)), { recursive: true });
  }
  // Debian 12's meson is 1.0.1 and builds it.
  await patch(join(targetDir, 'meson.build'), "meson_version: '>= 1.1.0'", "meson_version: '>= 1.0.0'");
  // The flag comes OR-ed with the operation. Compared as a whole, OpenSSL built with kernel TLS (Debian's) is answered
  // "yes" to whether the BIO does kernel TLS, allocates no write buffer, and the first handshake crashes the worker.
  await patch(
    join(targetDir, 'src/RTC/DtlsTransport.cpp'),
    '(operationType == BIO_CB_RETURN) ?',
    '(operationType & BIO_CB_RETURN) ?',
  );
  for (const [folder, line] of TARGETS) {
    await cp(join(hereDir, 'precompiled.hpp'), join(targetDir, folder, 'precompiled/worker.hpp'));
    await patch(join(targetDir, folder, 'meson.build'), line, `${line}  cpp_pch: 'precompiled/worker.hpp',\n`);
  }
  const libsrtp = await readFile(join(subprojects, 'libsrtp3.wrap'), 'utf8');
  return join(subprojects, wrapDirectory(libsrtp, 'libsrtp3'));
}

/** The folder in which meson looks for a subproject before it would download it. */
export function wrapDirectory(wrap, name) {
  const directory = /^directory\s*=\s*(\S+)/m.exec(wrap)?.[1];
  if (!directory) throw new Error(`${name}.wrap names no directory`);
  return directory;
}

async function patch(file, before, after) {
  const text = await readFile(file, 'utf8');
  if (!text.includes(before))
    throw new Error(`${file} no longer holds "${before}": this mediasoup needs another patch`);
  await writeFile(file, text.replace(before, after));
}
