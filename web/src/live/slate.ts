const WIDTH = 1_280;
const HEIGHT = 720;
/** Slow, but never still: a recorder and a late viewer need frames to arrive. */
const FRAME_MS = 200;

/** A quiet picture that stands in for the camera, so that the video track never stops. */
export class Slate {
  readonly track: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;

  static open(title: string, line: string): Slate {
    return new Slate(title, line);
  }

  private constructor(title: string, line: string) {
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('this browser has no 2d canvas');
    draw(context, title, line);
    const [track] = canvas.captureStream(10).getVideoTracks();
    if (!track) throw new Error('this browser captures no canvas');
    this.track = track;
    this.#timer = setInterval(() => draw(context, title, line), FRAME_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

function draw(context: CanvasRenderingContext2D, title: string, line: string): void {
  const sea = context.createLinearGradient(0, 0, 0, HEIGHT);
  sea.addColorStop(0, '#0f2c3c');
  sea.addColorStop(1, '#04121a');
  context.fillStyle = sea;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.textAlign = 'center';
  context.fillStyle = '#e8f4f6';
  context.font = '600 52px system-ui, "PingFang SC", "Noto Sans SC", sans-serif';
  context.fillText(title, WIDTH / 2, HEIGHT / 2 - 12, WIDTH - 160);
  context.fillStyle = '#a6c2cd';
  context.font = '30px system-ui, "PingFang SC", "Noto Sans SC", sans-serif';
  context.fillText(line, WIDTH / 2, HEIGHT / 2 + 48, WIDTH - 160);
  // A wave that moves with the clock keeps the encoder sending.
  const phase = performance.now() / 900;
  context.strokeStyle = '#2dd4bf';
  context.lineWidth = 4;
  context.beginPath();
  for (let x = 0; x <= 240; x += 8)
    context.lineTo(WIDTH / 2 - 120 + x, HEIGHT / 2 + 110 + Math.sin(x / 22 + phase) * 9);
  context.stroke();
}
