import { createHmac, hkdfSync } from 'node:crypto';
import { RunId, ShowId } from '@shoal/contract';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type EdgeAnswer, type EdgeReader, edgeReader } from './edge-answer.ts';
import { EdgeSessions } from './edge-sessions.ts';
import { LiveEdge } from './live-edge.ts';

const SECRET = 'a-secret-that-only-the-tests-know-about';
const showId = ShowId.parse('0199a0b2-0000-7000-8000-000000000001');
const firstRun = RunId.parse('0199a0b2-0000-7000-8000-00000000000a');
const secondRun = RunId.parse('0199a0b2-0000-7000-8000-00000000000b');
const viewer = `a${'7'.repeat(32)}`;
const START_MS = Date.parse('2026-03-01T10:00:00Z');

let nowMs: number;
let edge: LiveEdge;
let sessions: EdgeSessions;
let reader: EdgeReader;
beforeEach(() => {
  nowMs = START_MS;
  edge = new LiveEdge(() => nowMs);
  sessions = new EdgeSessions(SECRET, () => nowMs);
  reader = edgeReader({ edge, sessions, maxHoldMs: 50 });
});

/** As the server makes it. */
function grant(issuedMs = nowMs, of: string = viewer): string {
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'shoal live edge grant', 32));
  const body = `1.${Math.floor(issuedMs / 1_000).toString(36)}.${of}`;
  return `${body}.${createHmac('sha256', key).update(`${showId}\n${body}`).digest().subarray(0, 18).toString('base64url')}`;
}

/** Two seconds of parts of 250 ms; the first one opens a segment. */
function addSegment(runId: RunId, at: number, parts = 8): void {
  for (let part = 0; part < parts; part += 1) {
    edge.add(showId, {
      runId,
      runWallStartMs: START_MS,
      init: Buffer.from(`init ${runId}`),
      bytes: [Buffer.from(`${runId} ${at}.${part}`)],
      startMs: at * 2_000 + part * 250,
      durationMs: 250,
      isIndependent: part === 0,
      opensSegment: part === 0,
    });
  }
}

const never = new AbortController().signal;
const ask = (path: string, of = grant(START_MS)) => reader.answer(`/edge/${of}/${showId}/${path}`, never);
const textOf = (answer: EdgeAnswer) => (answer.status === 200 && answer.type === 'list' ? `${answer.text}` : '');
const list = async (query = '') => textOf(await ask(`live.m3u8${query}`));
const mediaOf = (answer: EdgeAnswer) =>
  answer.status === 200 && answer.type === 'media' ? `${Buffer.concat([...answer.bytes])}` : answer.status;
const lastSegment = () => edge.find(showId)!.window.listed.at(-1)!;
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

test('the list shows parts of the newest segments, a hint, the wall clock, and what players may do', async () => {
  for (const at of [0, 1, 2, 3, 4]) addSegment(firstRun, at);
  const text = await list();

  expect(text).toContain('#EXT-X-TARGETDURATION:6\n');
  expect(text).toContain('CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=36.00000,PART-HOLD-BACK=0.81000');
  expect(text).toContain('#EXT-X-PART-INF:PART-TARGET=0.27000');
  expect(all(text, /^#EXTINF:(.*),$/gm)).toEqual(Array(4).fill('2.00000')); // The fifth is still open.
  expect(all(text, /^#EXT-X-PART:DURATION=([\d.]+)/gm)).toEqual(Array(32).fill('0.25000'));
  expect(all(text, /^(#EXT-X-PART:.*INDEPENDENT=YES)$/gm)).toHaveLength(4);
  expect(all(text, /DATE-TIME:(.*)$/gm)[1]).toBe('2026-03-01T10:00:02.000Z');
  expect(all(text, /PRELOAD-HINT:TYPE=PART,URI="p\/(\d+)\.m4s"/g)).toEqual([`${edge.find(showId)!.window.nextPart}`]);
  expect(all(text, /URI="([^"]+)"/g).every((uri) => !uri?.startsWith('/') && !uri?.includes(':'))).toBe(true);
});

test('everything that is listed can be fetched, and a segment is its parts', async () => {
  for (let at = 0; at < 60; at += 1) addSegment(firstRun, at);
  const text = await list();

  for (const uri of all(text, /^(s\/\d+\.m4s)$/gm)) expect(mediaOf(await ask(uri ?? ''))).toContain(firstRun);
  for (const uri of all(text, /PART:.*URI="([^"]+)"/g)) expect(mediaOf(await ask(uri ?? ''))).toContain(firstRun);
  expect(mediaOf(await ask(`${firstRun}/init.mp4`))).toBe(`init ${firstRun}`);
  const oldest = Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]);
  expect(mediaOf(await ask(`s/${oldest - 1}.m4s`))).toContain(firstRun); // Who reads an older list finds it still.
  expect(mediaOf(await ask(`s/${oldest - 20}.m4s`))).toBe(404);
  const whole = Array.from({ length: 8 }, (_, part) => `${firstRun} 58.${part}`).join('');
  expect(mediaOf(await ask(`s/${lastSegment().number - 1}.m4s`))).toBe(whole);
});

test('a reload waits for its part, also when that part opens the next segment', async () => {
  addSegment(firstRun, 0, 3);
  const { number } = lastSegment();
  const answered: string[] = [];
  const waiting = [
    list(`?_HLS_msn=${number}&_HLS_part=2`).then(() => answered.push('there')),
    list(`?_HLS_msn=${number}&_HLS_part=3`).then(() => answered.push('next')),
    list(`?_HLS_msn=${number}`).then(() => answered.push('whole')),
  ];
  await waiting[0];
  expect(answered).toEqual(['there']);
  expect(reader.countHeld()).toBe(2);

  addSegment(firstRun, 1, 1); // The segment ended after three parts.
  await Promise.all(waiting);
  expect(answered.toSorted()).toEqual(['next', 'there', 'whole']);
  expect(reader.countHeld()).toBe(0);
});

test('a hinted part is held until it exists; one beyond it was never told', async () => {
  addSegment(firstRun, 0, 2);
  const { nextPart } = edge.find(showId)!.window;
  const hinted = ask(`p/${nextPart}.m4s`);
  expect(mediaOf(await ask(`p/${nextPart + 1}.m4s`))).toBe(404);
  addSegment(firstRun, 1, 1);
  expect(mediaOf(await hinted)).toBe(`${firstRun} 1.0`);
});

test('absurd wishes are refused, and nobody is held for ever', async () => {
  addSegment(firstRun, 0, 3);
  const { number } = lastSegment();
  const statusOf = async (query: string) => (await ask(`live.m3u8?${query}`)).status;
  expect(await statusOf(`_HLS_msn=${number + 3}`)).toBe(400);
  expect(await statusOf(`_HLS_msn=${number}&_HLS_part=99`)).toBe(400);
  expect(await statusOf('_HLS_part=1')).toBe(400);
  expect(await statusOf('_HLS_msn=-1')).toBe(400);
  expect(await statusOf(`_HLS_msn=${number + 1}`)).toBe(503); // After the bound.
  expect(reader.countHeld()).toBe(0);
});

test('what is no address, or none of ours, is nowhere', async () => {
  for (const url of ['//', '//:99999/', 'http://[', '*', '/edge/%', '/edge/../..']) {
    expect([url, (await reader.answer(url, never)).status]).toEqual([url, 404]);
  }
});

test('a reader who leaves is not waited for any longer', async () => {
  addSegment(firstRun, 0, 3);
  const gone = new AbortController();
  const waiting = reader.answer(`/edge/${grant()}/${showId}/live.m3u8?_HLS_msn=${lastSegment().number}`, gone.signal);
  expect(reader.countHeld()).toBe(1);
  gone.abort();
  await waiting;
  expect(reader.countHeld()).toBe(0);
});

test('a delta leaves out what lies before the skip boundary', async () => {
  for (let at = 0; at < 60; at += 1) addSegment(firstRun, at);
  const [whole, delta] = [await list(), await list('?_HLS_skip=YES')];

  const skipped = Number(/SKIPPED-SEGMENTS=(\d+)/.exec(delta)?.[1]);
  expect(skipped).toBeGreaterThan(3);
  const segments = (text: string) => all(text, /^s\/(\d+)\.m4s$/gm);
  expect(segments(delta)).toEqual(segments(whole).slice(skipped));
  expect((segments(whole).length - skipped + 1) * 2).toBeGreaterThanOrEqual(36); // One more is open.
});

test('a new run is a discontinuity that keeps its number, and keeps its own init segment', async () => {
  addSegment(firstRun, 0, 5);
  edge.endRun(showId, firstRun);
  addSegment(secondRun, 0);
  addSegment(secondRun, 1);
  const text = await list();
  const base = Number(/DISCONTINUITY-SEQUENCE:(\d+)/.exec(text)?.[1]);
  expect(all(text, /^(#EXT-X-DISCONTINUITY)$/gm)).toHaveLength(1);
  expect(all(text, /MAP:URI="(.*)\/init.mp4"/g)).toEqual([firstRun, secondRun]);
  expect(all(text, /^#EXTINF:(.*),$/gm)[0]).toBe('1.25000'); // What players got of it, no more.

  for (let at = 2; at < 60; at += 1) addSegment(secondRun, at);
  const later = await list();
  expect(Number(/DISCONTINUITY-SEQUENCE:(\d+)/.exec(later)?.[1])).toBe(base + 1);
  expect(all(later, /MAP:URI="(.*)\/init.mp4"/g)).toEqual([secondRun]);
});

test('the part target stays honest: a long part raises it for as long as it is listed', async () => {
  addSegment(firstRun, 0);
  const long = { runId: firstRun, runWallStartMs: START_MS, init: Buffer.from(''), bytes: [Buffer.from('x')] };
  edge.add(showId, { ...long, startMs: 2_000, durationMs: 900, isIndependent: true, opensSegment: true });
  expect(await list()).toContain('PART-TARGET=0.90000');
  for (let at = 2; at < 8; at += 1) addSegment(firstRun, at);
  expect(await list()).toContain('PART-TARGET=0.50000');
});

test('the list ends with its recorder, and what is recorded later goes on above every number of it', async () => {
  for (let at = 0; at < 4; at += 1) addSegment(firstRun, at);
  const { number } = lastSegment();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  edge.end(showId);
  expect(await list(`?_HLS_msn=${number + 1}`)).toMatch(/#EXT-X-ENDLIST\n$/);

  await vi.advanceTimersByTimeAsync(30_000);
  expect((await ask('live.m3u8')).status).toBe(404);
  nowMs += 30_000;
  addSegment(secondRun, 0);
  expect(lastSegment().number).toBeGreaterThan(number);
  expect(await list()).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1\n');
});

test('a grant opens its own show for two minutes, and lasts while it is used', async () => {
  addSegment(firstRun, 0);
  const statusWith = async (of: string) => (await ask('live.m3u8', of)).status;
  const good = grant();
  const early = grant(nowMs - 1_000);
  const unused = grant(nowMs, `s${'x'.repeat(20)}`);
  expect(await statusWith(good)).toBe(200);
  expect(await statusWith(early)).toBe(403); // Of a process before this one.
  expect(await statusWith(`${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`)).toBe(403);
  expect(await statusWith(good.replace(viewer, `a${'8'.repeat(32)}`))).toBe(403);
  const other = `/edge/${good}/0199a0b2-0000-7000-8000-000000000002/live.m3u8`;
  expect((await reader.answer(other, never)).status).toBe(403);

  for (let minute = 0; minute < 10; minute += 1) {
    nowMs += 50_000;
    expect(await statusWith(good)).toBe(200);
  }
  expect(await statusWith(unused)).toBe(403);
  nowMs += 61_000;
  sessions.sweep();
  expect(sessions.size).toBe(0);
  expect(await statusWith(good)).toBe(403);
});

test('a revocation ends what was granted before, on this show or all, and nothing granted after', async () => {
  addSegment(firstRun, 0);
  nowMs += 5_000;
  const [used, unused] = [grant(), grant(nowMs - 5_000)];
  expect((await ask('live.m3u8', used)).status).toBe(200);
  sessions.revoke({ viewer, showId: null, issuedBeforeS: nowMs / 1_000 });
  expect((await ask('live.m3u8', used)).status).toBe(403);
  expect((await ask('live.m3u8', unused)).status).toBe(403);
  nowMs += 1_000;
  expect((await ask('live.m3u8', grant())).status).toBe(200);
});

test('a reader whose right is revoked while she waits gets neither the list nor the part that she waited for', async () => {
  addSegment(firstRun, 0, 2);
  const { nextPart } = edge.find(showId)!.window;
  const waiting = [ask(`live.m3u8?_HLS_msn=${lastSegment().number}`), ask(`p/${nextPart}.m4s`)];
  expect(reader.countHeld()).toBe(2);
  sessions.revoke({ viewer, showId, issuedBeforeS: nowMs / 1_000 });
  addSegment(firstRun, 1, 1);
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([403, 403]);
});

test('grants are those that the server makes', () => {
  // The same two stand in the server's test.
  expect(sessions.admit('1.tb7t40.a77777777777777777777777777777777.TvzezIuoRp-kKMdqEKrWtwVB', showId)).toBe(true);
  expect(sessions.admit('1.tb7t40.saZ09aZ09aZ09aZ.4uiBzUWTxV_14ETtnHlNsQF9', showId)).toBe(true);
});
