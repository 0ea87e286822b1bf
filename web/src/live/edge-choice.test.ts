import { expect, test } from 'vitest';
import { EdgeChoice } from './edge-choice.ts';

const PATH = '/hls/grant/show/live.m3u8';
const EDGE = 'http://node:40099/edge/g/show/live.m3u8';

function openChoice(answer: () => Response | Promise<Response> = () => Response.json({ url: EDGE })) {
  const asked: string[] = [];
  const clock = { now: 1_000_000 };
  const choice = new EdgeChoice({
    now: () => clock.now,
    fetch: async (path) => {
      asked.push(path);
      return answer();
    },
  });
  return { asked, choice, clock };
}

test('choose() takes the edge that the server names', async () => {
  const { asked, choice } = openChoice();
  expect(await choice.choose(PATH)).toEqual({ url: EDGE, isEdge: true });
  expect(asked).toEqual(['/hls/grant/show/edge']);
  expect(choice.retryInMs).toBeNull();
});

test.each([
  ['has none', () => Response.json({ url: null })],
  ['refuses', () => Response.json({ error: {} }, { status: 403 })],
  ['answers nonsense', () => new Response('<html>')],
  ['is away', () => Promise.reject(new TypeError('offline'))],
])('choose() reads the store when the server %s', async (_, answer) => {
  const { choice } = openChoice(answer);
  expect(await choice.choose(PATH)).toEqual({ url: PATH, isEdge: false });
});

test('a lost edge is told once, and tried again ever more rarely', async () => {
  const { asked, choice, clock } = openChoice();
  await choice.choose(PATH);
  choice.noteLost('unreachable');
  expect((await choice.choose(PATH)).isEdge).toBe(false);
  expect(asked.at(-1)).toBe('/hls/grant/show/edge?lost=unreachable');
  expect((await choice.choose(PATH)).isEdge).toBe(false);
  expect(asked).toHaveLength(2);
  expect(choice.retryInMs).toBe(30_000);

  clock.now += 30_000;
  expect((await choice.choose(PATH)).isEdge).toBe(true);
  expect(asked.at(-1)).toBe('/hls/grant/show/edge');
  choice.noteLost('stalled');
  expect(choice.retryInMs).toBe(60_000);
  choice.noteSteady();
  expect(choice.retryInMs).toBeNull();
});

test('a refused grant is asked anew at once, but not in a circle', async () => {
  const { choice, clock } = openChoice();
  await choice.choose(PATH);
  choice.noteLost('refused');
  expect((await choice.choose(PATH)).isEdge).toBe(true);
  clock.now += 5_000;
  choice.noteLost('refused');
  expect((await choice.choose(PATH)).isEdge).toBe(false);
});
