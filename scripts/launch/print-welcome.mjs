import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderUnicodeCompact } from 'uqr';

/** The pages that a phone opens: worth a code to point its camera at. */
const PHONE_PAGES = /^\/(room|rooms|join|invite|invitations|s|share)\//;

/** What a newcomer needs next, as lines: the links that the server left in the data directory. */
export function toWelcome(dataDir, { publicUrl, isTerminal }) {
  const demo = readLinks(join(dataDir, 'demo.json'));
  const lines = ['', `Shoal is ready: ${publicUrl}`];
  for (const link of demo) lines.push('', ...toLinkLines(link, isTerminal));
  const setupFile = join(dataDir, 'setup-link.txt');
  if (demo.length === 0 && existsSync(setupFile)) {
    lines.push('', 'Create the operator with this link, once:', `  ${readFileSync(setupFile, 'utf8').trim()}`);
  }
  lines.push('', 'Ctrl-C ends it.', '');
  return lines;
}

function toLinkLines({ label, url, who, accountName, password }, isTerminal) {
  const lines = [`${label}${who ? ` (${who})` : ''}`, `  ${url}`];
  if (accountName) lines.push(`  account ${accountName}${password ? `, password ${password}` : ''}`);
  if (isTerminal && URL.canParse(url) && PHONE_PAGES.test(new URL(url).pathname)) {
    lines.push(
      ...renderUnicodeCompact(url, { border: 1 })
        .split('\n')
        .map((line) => `  ${line}`),
    );
  }
  return lines;
}

function readLinks(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).links ?? [];
  } catch {
    return []; // No demo here.
  }
}
