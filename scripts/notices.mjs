// `npm run notices`: writes THIRD_PARTY_NOTICES.md from the lockfile and the licences in node_modules. With --check it
// only says whether that file is still true.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from './ground/places.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|ofl)/i;
const COPYRIGHT = /^\W{0,4}(copyright\b.*(\d{4}|\(c\)|©).*)$/gim;
const MAX_LINES = 4;

/** What runs in production, wherever it runs: no development tools, no builds of single systems. */
function listPackages() {
  const { packages } = JSON.parse(readFileSync(join(cloneDir, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(
      ([path, entry]) =>
        path.includes('node_modules/') && !entry.link && !entry.dev && !entry.optional && !entry.os && !entry.cpu,
    )
    .map(([path, entry]) => ({ path, name: path.split('node_modules/').pop(), ...entry }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The copyright lines of a package's own licence file, else its author. */
function readHolders({ path }) {
  const dir = join(cloneDir, path);
  const files = readdirSync(dir).filter((name) => LICENCE_FILE.test(name));
  const lines = files.flatMap((name) =>
    [...readFileSync(join(dir, name), 'utf8').matchAll(COPYRIGHT)].map(([, line]) => line.trim()),
  );
  if (lines.length > 0) return [...new Set(lines)].slice(0, MAX_LINES);
  const { author, contributors } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const [person] = [author, ...(contributors ?? [])].filter(Boolean);
  return person ? [typeof person === 'string' ? person : person.name] : [];
}

function toNotices(packages) {
  const lines = packages.flatMap((entry) => [
    `- **${entry.name}** ${entry.version}: ${entry.license ?? 'see its package'}`,
    ...readHolders(entry).map((holder) => `  - ${holder.replaceAll('<', '&lt;')}`),
  ]);
  return `# Third-party notices

Shoal is built on these packages; each comes with its licence in its own folder under \`node_modules\`. Builds of single
systems (of Node.js, PostgreSQL, sharp and others) are left out here and carry theirs likewise. ffmpeg, Chromium and
Redis are programs of the system and no part of Shoal. Written by \`npm run notices\`.

${lines.join('\n')}
`;
}

const file = join(cloneDir, 'THIRD_PARTY_NOTICES.md');
const packages = listPackages();
const notices = toNotices(packages);
if (!process.argv.includes('--check')) {
  writeFileSync(file, notices);
  process.stdout.write(`${packages.length} packages\n`);
} else if (readFileSync(file, 'utf8') !== notices) {
  process.stderr.write('THIRD_PARTY_NOTICES.md is older than the lockfile: run "npm run notices".\n');
  process.exit(1);
}
