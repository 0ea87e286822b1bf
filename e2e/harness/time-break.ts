import type { Page } from 'playwright-core';
import { decodedFrames } from '../screens/room.ts';
import { until } from './until.ts';

/** A picture without a new frame for so long stands; one that moved for so long goes on. */
const STANDS_AFTER_MS = 400;
const GOES_ON_FOR_MS = 3_000;

/** @returns when the last of the viewers had a picture that moves again and went on, in ms after the fault. */
export async function timeBreak(viewers: readonly Page[], fault: () => void): Promise<number> {
  const faultAt = performance.now();
  fault();
  return Math.max(...(await Promise.all(viewers.map((viewer) => timeBreakOf(viewer, faultAt)))));
}

/** Waits until the picture has moved for 3 s without standing. @returns when it moved again after it stood last */
export async function timeBreakOf(viewer: Page, faultAt: number): Promise<number> {
  let frames = await decodedFrames(viewer);
  let movedAt = faultAt;
  let backAt = faultAt;
  await until(
    'the picture goes on',
    async () => {
      const current = await decodedFrames(viewer);
      const now = performance.now();
      if (current !== frames && now - movedAt > STANDS_AFTER_MS) backAt = now;
      if (current !== frames) movedAt = now;
      frames = current;
      return movedAt === now && now - backAt > GOES_ON_FOR_MS;
    },
    { timeoutMs: 40_000 },
  );
  return backAt - faultAt;
}
