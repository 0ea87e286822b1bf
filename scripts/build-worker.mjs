// `npm run build:worker -- FILE`: a proven mediasoup worker at a place of one's own, for an image.
import { copyFileSync } from 'node:fs';
import process from 'node:process';
import { failAndExit, GroundError, step } from './ground/step.mjs';
import { findWorker } from './mediasoup-worker/find-worker.mjs';

try {
  const [file] = process.argv.slice(2);
  if (!file) throw new GroundError('Say where the worker goes: npm run build:worker -- FILE');
  copyFileSync(await step('mediasoup worker', findWorker), file);
} catch (error) {
  failAndExit(error);
}
