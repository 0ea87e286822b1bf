import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';

/** Plays a replay at fourfold speed and waits for its end. @throws at a media error, or when it does not get there */
export async function playToEnd(page: Page, url: string, durationMs: number): Promise<void> {
  await page.goto(url);
  await page.locator('video').waitFor();
  await page.evaluate(() => {
    const video = document.querySelector('video');
    if (!video) return undefined;
    video.muted = true;
    video.defaultPlaybackRate = 4; // What a player that is still to load its media begins with.
    video.playbackRate = 4;
    return video.play();
  });
  await until('the replay ends without a break', () => page.evaluate(hasEnded), {
    timeoutMs: durationMs + 20_000,
    everyMs: 250,
  });
}

function hasEnded(): boolean {
  const video = document.querySelector('video');
  if (video?.error) throw new Error(`video error ${video.error.code}`);
  if (video?.ended) return true;
  const buffered = Array.from({ length: video?.buffered.length ?? 0 }, (_, at) => [
    video?.buffered.start(at),
    video?.buffered.end(at),
  ]);
  const { currentTime: at, duration: of, paused: isPaused, playbackRate: rate, readyState: ready } = video ?? {};
  throw new Error(JSON.stringify({ at, of, rate, isPaused, ready, buffered }));
}
