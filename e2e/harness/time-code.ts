import type { BrowserContext, Page } from 'playwright-core';

/** Replaces camera and microphone by a picture that carries the wall clock as black and white blocks, and a tone. */
export async function useTimeCode(context: BrowserContext): Promise<void> {
  await context.addInitScript(installTimeCode);
}

/** How old the picture is that a page's video shows now, in ms; null when it cannot be read. */
export const readDelayMs = (page: Page): Promise<number | null> => page.evaluate(readTimeCode);

// Both run in pages of one machine. The upper quarter holds 4 rows of 10 bits of the clock's ms.
function installTimeCode(): void {
  const [columns, rows] = [10, 4];
  const openStream = async (): Promise<MediaStream> => {
    const audio = new AudioContext({ sampleRate: 48_000 });
    const sink = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    gain.gain.value = 0.1;
    tone.connect(gain).connect(sink);
    tone.start();
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const pen = canvas.getContext('2d', { alpha: false });
    const draw = () => {
      const now = Date.now();
      const [width, height] = [canvas.width / columns, canvas.height / 4 / rows];
      if (pen) {
        pen.fillStyle = '#246';
        pen.fillRect(0, 0, canvas.width, canvas.height);
        for (let bit = 0; bit < columns * rows; bit += 1) {
          pen.fillStyle = Math.floor(now / 2 ** bit) % 2 === 1 ? '#fff' : '#000';
          pen.fillRect((bit % columns) * width, Math.floor(bit / columns) * height, width, height);
        }
        pen.fillStyle = '#8ac';
        pen.fillRect((now / 5) % canvas.width, 400, 120, 120);
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

function readTimeCode(): number | null {
  const [columns, rows] = [10, 4];
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
