import { expect, test } from 'vitest';
import { chooseStageWorker, chooseViewerWorker, type WorkerCandidate } from './choose-worker.ts';

const worker = (name: string, known: Partial<WorkerCandidate> = {}) => ({
  name,
  peers: 0,
  shows: 0,
  cpuRatio: 0,
  nearness: 'none' as const,
  ...known,
});

test.each([
  ['nobody, when there is none', [], undefined],
  ['the show’s own worker, though another is idle', [worker('a', { nearness: 'origin', peers: 9 }), worker('b')], 'a'],
  [
    'one that has the show piped, when its own is full',
    [worker('a', { nearness: 'origin', peers: 10 }), worker('b'), worker('c', { nearness: 'piped', peers: 3 })],
    'c',
  ],
  [
    'the least busy other one, when its own has no CPU left',
    [worker('a', { nearness: 'origin', cpuRatio: 0.95 }), worker('b', { cpuRatio: 0.4 }), worker('c')],
    'c',
  ],
  ['nobody, when all are full', [worker('a', { peers: 10 }), worker('b', { cpuRatio: 0.9 })], undefined],
])('chooseViewerWorker() chooses %s', (_name, workers, chosen) => {
  expect(chooseViewerWorker(workers, 10)?.name).toBe(chosen);
});

test('chooseStageWorker() takes the least busy one, also when all are full: a host is never turned away for load', () => {
  const busy = worker('a', { cpuRatio: 0.95, peers: 99 });
  expect(chooseStageWorker([busy, worker('b', { cpuRatio: 0.5, peers: 500 })])?.name).toBe('b');
  expect(chooseStageWorker([worker('a', { shows: 1 }), worker('b', { cpuRatio: 0.05 })])?.name).toBe('b');
  expect(chooseStageWorker([busy])?.name).toBe('a');
});
