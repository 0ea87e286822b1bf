import type { chat, ShowId } from '@shoal/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { createFanOut, FAN_OUT_MS } from './fan-out.ts';

const showId = newId<ShowId>();
const say = (text: string, isCrew = false): chat.ChatMessage => ({
  messageId: newId(),
  at: new Date(0).toISOString(),
  programmeMs: 0,
  author: { accountId: newId(), displayName: text, isCrew, isModerator: false },
  text,
  isHighlighted: false,
});

function givenRoom() {
  const room: { texts: string[]; omitted: number }[] = [];
  const studio: string[] = [];
  const fanOut = createFanOut({
    toRoom: (_showId, messages, omitted) => void room.push({ texts: messages.map(({ text }) => text), omitted }),
    toStudio: (_showId, messages) => void studio.push(...messages.map(({ text }) => text)),
  });
  return { room, studio, fanOut };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('add() brings the first message of a quiet room at once and gathers what follows', () => {
  const { fanOut, room } = givenRoom();
  fanOut.add(showId, say('a'));
  expect(room).toEqual([{ texts: ['a'], omitted: 0 }]);
  fanOut.add(showId, say('b'));
  fanOut.add(showId, say('c'));
  expect(room).toHaveLength(1);
  vi.advanceTimersByTime(FAN_OUT_MS);
  expect(room[1]).toEqual({ texts: ['b', 'c'], omitted: 0 });
  vi.advanceTimersByTime(FAN_OUT_MS * 3);
  expect(room).toHaveLength(2);
});

test('[CH2] a loud room hears at most twenty a second and how many it does not; the studio hears all', () => {
  const { fanOut, room, studio } = givenRoom();
  const said = 2_000;
  for (let at = 0; at < said; at += 1) {
    fanOut.add(showId, say(`${at}`));
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(FAN_OUT_MS);
  const heard = room.flatMap(({ texts }) => texts);
  expect(heard.length).toBeLessThanOrEqual(20 * (said / 1_000 + 1));
  expect(heard.length).toBeGreaterThan(20);
  expect(heard.length + room.reduce((sum, { omitted }) => sum + omitted, 0)).toBe(said);
  expect([...heard, ...studio].toSorted()).toEqual(Array.from({ length: said }, (_, at) => `${at}`).toSorted());
});

test('[CH2] the crew and what was lifted always come through', () => {
  const { fanOut, room } = givenRoom();
  fanOut.add(showId, say('first'));
  for (let at = 0; at < 50; at += 1) fanOut.add(showId, say(`noise ${at}`));
  for (let at = 0; at < 5; at += 1) fanOut.add(showId, say(`host ${at}`, true));
  fanOut.add(showId, say('reviewed'), { isLifted: true });
  vi.advanceTimersByTime(FAN_OUT_MS);
  expect(room[1]?.texts.slice(-6)).toEqual(['host 0', 'host 1', 'host 2', 'host 3', 'host 4', 'reviewed']);
  expect(room[1]?.omitted).toBe(47);
});
