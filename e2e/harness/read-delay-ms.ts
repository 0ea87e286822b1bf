import type { Page } from 'playwright-core';
import { CLOCK_COLUMNS, CLOCK_ROWS } from './programme-signal.ts';

/** How old the picture is that a page's video shows now, in ms; null when its clock cannot be read. */
export const readDelayMs = (page: Page): Promise<number | null> =>
  page.evaluate(readClock, { columns: CLOCK_COLUMNS, rows: CLOCK_ROWS });

// Runs in the page, on the machine of the page that drew the clock.
function readClock({ columns, rows }: { columns: number; rows: number }): number | null {
  const video = document.querySelector('video');
  if (!video || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns * 4, rows * 4];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  const now = Date.now();
  pen.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 4, 0, 0, canvas.width, canvas.height);
  let drawnAt = 0;
  for (let bit = 0; bit < columns * rows; bit += 1) {
    const [x, y] = [(bit % columns) * 4 + 1, Math.floor(bit / columns) * 4 + 1];
    const [red = 0, green = 0, blue = 0] = pen.getImageData(x, y, 1, 1).data;
    if (red + green + blue > 380) drawnAt += 2 ** bit;
  }
  const delayMs = (now - drawnAt) % 2 ** (columns * rows); // The clock has one bit more.
  return delayMs >= 0 && delayMs < 60_000 ? delayMs : null;
}
