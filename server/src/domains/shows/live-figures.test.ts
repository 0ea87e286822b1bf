import { log, type ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { createLiveFigures, type LiveFiguresDeps } from './live-figures.ts';

test('[LG4] sendHeartbeats() beats within 5 s of the newest entry or beat, and every 30 s while entries come', async () => {
  const showId = newId<ShowId>();
  const beats: number[] = [];
  let second = 0;
  let top = 1;
  const figures = createLiveFigures({
    now: () => new Date(second * 1_000),
    joined: { listShows: () => [showId], countSockets: () => 1 },
    logs: { find: () => ({ epoch: 'e', top, entries: [] }) },
    rooms: { show: () => 'room' },
    voice: {
      sendHere: (_room: string, { name }: { name: string }) => name === log.heartbeat.name && beats.push(second),
    },
  } as unknown as LiveFiguresDeps); // The heartbeat's part of it.
  const pass = async (seconds: number, isBusy: boolean) => {
    for (let passed = 0; passed < seconds; passed += 1) {
      second += 1;
      if (isBusy) top += 1;
      await figures.sendHeartbeats();
    }
  };

  await pass(12, false);
  expect(beats).toEqual([4, 8, 12]);
  await pass(40, true);
  expect(beats).toEqual([4, 8, 12, 42]);
  await pass(6, false);
  expect(beats).toEqual([4, 8, 12, 42, 56]);
});
