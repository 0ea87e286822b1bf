import { expect, test } from 'vitest';
import { findWorker, proveWorker } from './find-worker.mjs';

const progress = () => {};

test('proveWorker() accepts the worker that the tests run with', async () => {
  await expect(proveWorker(await findWorker(progress))).resolves.toBeUndefined();
});

test('proveWorker() refuses a program that is no worker', async () => {
  await expect(proveWorker('/bin/true')).rejects.toThrow('fails its proof');
});
