import type { BrowserContext, Page } from 'playwright-core';
import type { Span } from './span.ts';

/** Rows and columns of the clock that is drawn into the upper quarter of the picture, as black and white blocks. */
export const CLOCK_ROWS = 4;
export const CLOCK_COLUMNS = 10;

type Size = { width: number; height: number };

/**
 * Replaces camera and microphone by a picture of any size that carries the wall clock, flashes each second, and a tone
 * that beeps at the same instant.
 */
export async function useProgrammeSignal(context: BrowserContext): Promise<void> {
  await context.addInitScript(installProgrammeSignal, { rows: CLOCK_ROWS, columns: CLOCK_COLUMNS });
}

/** Turns the camera's picture, as a phone that is turned does. */
export const resizePicture = (page: Page, size: Size): Promise<void> =>
  page.evaluate(({ width, height }) => window.resizeProgramme?.({ width, height }), size);

/** When the page itself drew nothing for a while, being starved: no recorder can have that. */
export const listUndrawn = (page: Page): Promise<Span[]> => page.evaluate(() => window.undrawn ?? []);

declare global {
  interface Window {
    undrawn?: Span[];
    resizeProgramme?: (size: Size) => void;
  }
}

// Runs in the page. The audio clock decides on flash and beep: the flash is drawn in the first frame after a beep began.
function installProgrammeSignal({ columns, rows }: { columns: number; rows: number }): void {
  const lengthS = 0.12;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1280, 720];
  window.resizeProgramme = ({ height, width }) => {
    [canvas.width, canvas.height] = [width, height];
  };
  const openStream = async (): Promise<MediaStream> => {
    const audio = new AudioContext({ sampleRate: 48_000 });
    await audio.resume();
    const sink = audio.createMediaStreamDestination();
    const gain = audio.createGain();
    gain.gain.value = 0;
    const tone = audio.createOscillator();
    tone.frequency.value = 1_000;
    tone.connect(gain).connect(sink);
    tone.start();
    const pen = canvas.getContext('2d', { alpha: false });
    let scheduledS = Math.ceil(audio.currentTime);
    let drawnAt = Date.now();
    const undrawn: Span[] = [];
    window.undrawn = undrawn;
    const draw = () => {
      const atS = audio.currentTime;
      if (atS > scheduledS - 0.5) {
        gain.gain.setValueAtTime(0.8, scheduledS);
        gain.gain.setValueAtTime(0, scheduledS + lengthS);
        scheduledS += 1;
      }
      const now = Date.now();
      if (now - drawnAt > 100) undrawn.push({ fromMs: drawnAt, toMs: now });
      drawnAt = now;
      const [width, height] = [canvas.width / columns, canvas.height / 4 / rows];
      if (pen) {
        pen.fillStyle = atS >= 1 && atS % 1 < lengthS ? '#fff' : '#0b2530';
        pen.fillRect(0, 0, canvas.width, canvas.height);
        for (let bit = 0; bit < columns * rows; bit += 1) {
          pen.fillStyle = Math.floor(now / 2 ** bit) % 2 === 1 ? '#fff' : '#000';
          pen.fillRect((bit % columns) * width, Math.floor(bit / columns) * height, width, height);
        }
      }
      requestAnimationFrame(draw);
    };
    draw();
    return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...sink.stream.getAudioTracks()]);
  };
  let opened: Promise<MediaStream> | undefined;
  navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
    opened ??= openStream();
    const stream = await opened;
    const wanted = [
      ...(constraints.video ? stream.getVideoTracks() : []),
      ...(constraints.audio ? stream.getAudioTracks() : []),
    ];
    return new MediaStream(wanted.map((track) => track.clone()));
  };
}
