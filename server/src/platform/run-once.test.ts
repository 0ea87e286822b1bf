import { expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';
import { hashRequest, runOnce } from './run-once.ts';

const server = useTestServer();
const key = () => ({ actorId: 'host-1', key: crypto.randomUUID(), requestHash: hashRequest('drop:publish', { a: 1 }) });
const once = (request: ReturnType<typeof key>, act: () => Promise<unknown>) =>
  server.db.transaction().execute((tx) => runOnce(tx, request, act));

test('runOnce() runs once however many come at the same time, and answers all of them alike', async () => {
  for (let round = 0; round < 10; round += 1) {
    const request = key();
    let runs = 0;
    const act = async () => {
      runs += 1;
      return { seq: runs };
    };

    const answers = await Promise.all(Array.from({ length: 12 }, () => once(request, act)));

    expect(runs).toBe(1);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ response }) => JSON.stringify(response)))).toEqual(new Set(['{"seq":1}']));
  }
});

test('runOnce() refuses a key that came with another request, and keeps the first answer', async () => {
  const request = key();
  await once(request, async () => 'first');

  const other = once({ ...request, requestHash: hashRequest('drop:publish', { a: 2 }) }, async () => 'second');

  await expect(other).rejects.toMatchObject({ code: 'request.key_reused' });
  expect(await once(request, async () => 'third')).toEqual({ response: 'first', isNew: false });
});

test('runOnce() forgets an attempt that was rolled back, so that a retry runs', async () => {
  const request = key();
  await expect(once(request, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');

  expect(await once(request, async () => 'done')).toEqual({ response: 'done', isNew: true });
});

test('runOnce() keeps the keys of different actors apart', async () => {
  const request = key();
  await once(request, async () => 'hers');

  expect(await once({ ...request, actorId: 'host-2' }, async () => 'his')).toEqual({ response: 'his', isNew: true });
});
