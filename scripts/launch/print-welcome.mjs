import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderUnicodeCompact } from 'uqr';

/** The pages that a phone opens: worth a code to point its camera at. */
const PHONE_PAGES = /^\/(room|rooms|join|invite|invitations|s|share)\//;

/** More would push the links off the screen. */
const MAX_CODES = 2;

/** What a newcomer needs next, as lines: the links that the server left in the data directory. */
export function toWelcome(dataDir, { isDemo, isTerminal, publicUrl }) {
  const demo = readLinks(join(dataDir, 'demo.json'));
  const lines = ['', `Shoal is ready: ${publicUrl}`];
  const withCode = isTerminal ? demo.filter(({ url }) => isForPhones(url)).slice(0, MAX_CODES) : [];
  for (const link of demo) lines.push('', ...toLinkLines(link), ...(withCode.includes(link) ? toCode(link.url) : []));
  if (isDemo && demo.length === 0) lines.push('', 'The demo is being made: its links follow within a minute.');
  const setupFile = join(dataDir, 'setup-link.txt');
  if (!isDemo && existsSync(setupFile)) {
    lines.push('', 'Create the operator with this link, once:', `  ${readFileSync(setupFile, 'utf8').trim()}`);
  }
  lines.push('', 'Ctrl-C ends it.', '');
  return lines;
}

function toLinkLines({ label, url, who, accountName, password }) {
  const lines = [`${label}${who ? ` (${who})` : ''}`, `  ${url}`];
  if (accountName) lines.push(`  account ${accountName}${password ? `, password ${password}` : ''}`);
  return lines;
}

function isForPhones(url) {
  return URL.canParse(url) && PHONE_PAGES.test(new URL(url).pathname);
}

function toCode(url) {
  return renderUnicodeCompact(url, { border: 1 })
    .split('\n')
    .map((line) => `  ${line}`);
}

function readLinks(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).links ?? [];
  } catch {
    return []; // No demo here.
  }
}
