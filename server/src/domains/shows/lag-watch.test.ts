import type { ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { createLagWatch } from './lag-watch.ts';
import type { ShowSocket } from './shows-deps.ts';

function open() {
  const showId = newId<ShowId>();
  const at = { ms: 0, top: 10, isTrusting: true };
  const closed: string[] = [];
  const lag = createLagWatch({
    findLog: () => ({ top: at.top }),
    isTrusting: () => at.isTrusting,
    nowMs: () => at.ms,
  });
  const socketOf = (id: string) => ({ id, closeSlow: () => void closed.push(id) }) as unknown as ShowSocket; // What is used.
  const pass = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 2) {
      at.ms += 2_000;
      lag.check();
    }
  };
  return { at, closed, lag, pass, showId, socketOf };
}

test('[CL5] who was current once and is 10 s behind by her own reports is closed, and nobody else', () => {
  const { at, closed, lag, pass, showId, socketOf } = open();
  const [slow, quick] = [socketOf('slow'), socketOf('quick')];
  for (const socket of [slow, quick]) lag.note(socket, showId, 10);
  lag.note(socketOf('catching up'), showId, 3);
  pass(20);
  expect(closed).toEqual([]);

  at.top = 12;
  lag.note(quick, showId, 12);
  pass(8);
  expect(closed).toEqual([]);
  pass(6);
  expect(new Set(closed)).toEqual(new Set(['slow']));
});

test('[CL5] more than 200 entries behind is too far at once', () => {
  const { at, closed, lag, pass, showId, socketOf } = open();
  lag.note(socketOf('her'), showId, 10);
  at.top = 210;
  pass(2);
  expect(closed).toEqual([]);
  at.top = 211;
  pass(2);
  expect(closed).toEqual(['her']);
});

test('[CL5] nobody is judged while reports cannot be written, by a check that comes late, or once she left', () => {
  const { at, closed, lag, pass, showId, socketOf } = open();
  lag.note(socketOf('her'), showId, 10);
  at.top = 500;
  at.isTrusting = false;
  pass(20);
  at.isTrusting = true;
  at.ms += 60_000;
  lag.check();
  expect(closed).toEqual([]);
  lag.forget('her', showId);
  pass(20);
  expect(closed).toEqual([]);
});
