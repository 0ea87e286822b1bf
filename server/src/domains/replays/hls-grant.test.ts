import type { AccountId, ShareCode, ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { createHlsGrants, type Viewer } from './hls-grant.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
const otherShowId = '0197c000-0000-7000-8000-000000000002' as ShowId;
const nowMs = Date.UTC(2026, 2, 1);
const viewers: Viewer[] = [
  { kind: 'account', accountId: '0197c000-0000-7000-8000-00000000000a' as AccountId },
  { kind: 'share', code: 'aZ09aZ09aZ09aZ' as ShareCode },
];

test.each(viewers)('mint() makes what read() takes back: $kind', (viewer) => {
  const grants = createHlsGrants('a-secret-of-at-least-32-characters');

  expect(grants.read(grants.mint(showId, viewer, nowMs), showId, nowMs)).toEqual(viewer);
});

test.each(viewers)(
  'read() refuses another show, another secret, a changed grant and one that ran out: $kind',
  (viewer) => {
    const grants = createHlsGrants('a-secret-of-at-least-32-characters');
    const grant = grants.mint(showId, viewer, nowMs);

    expect(grants.read(grant, otherShowId, nowMs)).toBeUndefined();
    expect(createHlsGrants('another-secret-of-32-characters-xx').read(grant, showId, nowMs)).toBeUndefined();
    expect(grants.read(grant, showId, nowMs + 26 * 3_600_000)).toBeUndefined();
    for (let at = 0; at < grant.length; at += 1) {
      const changed = grant.slice(0, at) + (grant[at] === 'b' ? 'c' : 'b') + grant.slice(at + 1);
      expect(grants.read(changed, showId, nowMs)).toBeUndefined();
    }
    for (const junk of ['', '1', '../..', `${grant}.`, grant.repeat(3)]) {
      expect(grants.read(junk, showId, nowMs)).toBeUndefined();
    }
  },
);
