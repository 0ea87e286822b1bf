import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { useTestServer } from '../testing/test-server.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { createJobs, type Jobs, job } from './jobs.ts';
import { silentLog } from './log.ts';

const server = useTestServer();
const note = job({ name: 'test.note', data: z.strictObject({ text: z.string() }) });
const done: string[] = [];
let failuresLeft = 0;
let jobs: Jobs;

beforeAll(async () => {
  jobs = createJobs(server.databaseUrl, silentLog);
  jobs.on(note, async ({ text }) => {
    failuresLeft -= 1;
    if (failuresLeft >= 0) throw new Error('not yet');
    done.push(text);
  });
  await jobs.start();
});
afterAll(() => jobs.close());

test('send() makes a job when its transaction commits, and none when it rolls back', async () => {
  const rolledBack = server.db.transaction().execute(async (tx) => {
    await jobs.send(tx, note, { text: 'never' });
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  await server.db.transaction().execute((tx) => jobs.send(tx, note, { text: 'one' }));
  await server.db.transaction().execute((tx) => jobs.send(tx, note, { text: 'two' }));

  await waitUntil(() => done.includes('one') && done.includes('two'), 'the jobs did not run');

  expect(done).not.toContain('never');
});

test('jobs that woke their worker as one all run, one after the other', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => `of one transaction ${at}`);
  await server.db.transaction().execute(async (tx) => {
    for (const text of texts) await jobs.send(tx, note, { text });
  });

  await waitUntil(() => texts.every((text) => done.includes(text)), 'not all of the jobs ran');

  expect(done.filter((text) => text.startsWith('of one transaction'))).toHaveLength(20);
});

test('send() keeps one waiting job per key', async () => {
  const startAfter = new Date(Date.now() + 1_000);
  for (const _each of [1, 2, 3])
    await jobs.send(server.db, note, { text: 'keyed' }, { onlyOneFor: 'show-1', startAfter });

  await waitUntil(() => done.includes('keyed'), 'the job did not run');
  await jobs.send(server.db, note, { text: 'after' });
  await waitUntil(() => done.includes('after'), 'the last job did not run');

  expect(done.filter((text) => text === 'keyed')).toHaveLength(1);
});

test('a job that fails is tried again', async () => {
  failuresLeft = 1;

  await jobs.send(server.db, note, { text: 'at the second try' });

  await waitUntil(() => done.includes('at the second try'), 'the job was not tried again', 10_000);
});
