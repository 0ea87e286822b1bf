import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../api/call-failure.ts';
import { AnswersOutbox, type AnswersOutboxDeps, findAnswer, type MyAnswers } from './answers-outbox.ts';

const place = { askId: 'ask', question: 0 };
type Sent = Parameters<AnswersOutboxDeps['send']>[0];

const memoryStorage = () => {
  const kept = new Map<string, MyAnswers>();
  return {
    load: async (key: string) => kept.get(key) ?? null,
    save: async (key: string, answers: MyAnswers) => void kept.set(key, answers),
  };
};

function open(over: Partial<AnswersOutboxDeps> = {}) {
  const sent: Sent[] = [];
  const link = { isUp: true };
  const outbox = AnswersOutbox.open({
    showId: 's',
    accountId: 'a',
    storage: memoryStorage(),
    send: async (answer) => {
      if (!link.isUp) throw CallFailure.offline();
      sent.push(answer);
      return { outcome: 'counted', option: answer.option };
    },
    random: () => 0.5,
    nowMs: Date.now,
    ...over,
  });
  return { link, outbox, sent, find: () => findAnswer(outbox.answers.get(), place) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[AK5] an answer given in a tunnel arrives after it, with the time of the tap and one key', async () => {
  const { find, link, outbox, sent } = open();
  link.isUp = false;
  const tappedAt = new Date().toISOString();
  outbox.give(place, { option: 1, tookMs: 800 });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(find()?.state).toBe('waiting');
  const key = find()?.idempotencyKey;

  link.isUp = true;
  outbox.retryNow();
  await vi.advanceTimersByTimeAsync(0);

  expect(sent).toEqual([{ showId: 's', ...place, option: 1, tookMs: 800, answeredAt: tappedAt, idempotencyKey: key }]);
  expect(find()?.state).toBe('counted');
});

test('[AK5] an answer survives a reload', async () => {
  const storage = memoryStorage();
  const before = open({ storage, send: () => Promise.reject(CallFailure.offline()) });
  before.outbox.give(place, { option: 2, tookMs: 800 });
  await vi.advanceTimersByTimeAsync(0);
  before.outbox.close();

  const after = open({ storage });
  await vi.advanceTimersByTimeAsync(0);

  expect(after.sent).toMatchObject([{ option: 2 }]);
  expect(after.find()?.state).toBe('counted');
});

test('[AK4] a changed mind is sent last, and the answer to the first changes nothing', async () => {
  const answers: ((told: { outcome: 'counted'; option: number }) => void)[] = [];
  const send = vi.fn(
    (_answer: Sent) => new Promise<{ outcome: 'counted'; option: number }>((resolve) => void answers.push(resolve)),
  );
  const { find, outbox } = open({ send });
  outbox.give(place, { option: 0, tookMs: 800 });
  outbox.give(place, { option: 1, tookMs: 900 });
  await vi.advanceTimersByTimeAsync(0);
  answers[0]?.({ outcome: 'counted', option: 0 });
  await vi.advanceTimersByTimeAsync(0);
  expect(find()).toMatchObject({ option: 1, state: 'waiting' });
  answers[1]?.({ outcome: 'counted', option: 1 });
  await vi.advanceTimersByTimeAsync(0);
  expect(send.mock.calls.map(([{ option }]) => option)).toEqual([0, 1]);
  expect(find()).toMatchObject({ option: 1, state: 'counted' });
});

test('[AK4] what another device answered before stands here too, and what came late says so', async () => {
  const kept = open({ send: async () => ({ outcome: 'kept', option: 3 }) });
  kept.outbox.give(place, { option: 0, tookMs: 800 });
  const late = open({ send: async () => ({ outcome: 'late', option: null }) });
  late.outbox.give(place, { option: 0, tookMs: 800 });
  const gone = open({ send: () => Promise.reject(new CallFailure('asks.not_found', 'gone', 'never')) });
  gone.outbox.give(place, { option: 0, tookMs: 800 });
  await vi.advanceTimersByTimeAsync(0);

  expect(kept.find()).toMatchObject({ option: 3, state: 'counted' });
  expect(late.find()).toMatchObject({ option: 0, state: 'late' });
  expect(gone.find()).toMatchObject({ state: 'late' });
});
