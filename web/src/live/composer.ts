import { openPictureSink, openPictureSource, type PictureSink, type PictureSource } from './picture-source.ts';
import { placeCamera, placeScreen } from './place-pictures.ts';

const STAGE = { width: 1_280, height: 720 };
const FRAME_MS = 33;
const CORNER = 14;

/** One picture of two: the screen, with the camera in its corner. Its size stays, whatever window is shared. */
export class Composer {
  readonly track: MediaStreamTrack;
  readonly #context: CanvasRenderingContext2D;
  readonly #sink: PictureSink;
  readonly #screen: PictureSource;
  readonly #camera: PictureSource;
  readonly #timer: ReturnType<typeof setInterval> | undefined;

  static open(screen: MediaStreamTrack, camera: MediaStreamTrack): Composer {
    return new Composer(screen, camera);
  }

  private constructor(screen: MediaStreamTrack, camera: MediaStreamTrack) {
    const canvas = Object.assign(document.createElement('canvas'), STAGE);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('this browser has no 2d canvas');
    this.#context = context;
    this.#sink = openPictureSink(canvas);
    this.track = this.#sink.track;
    this.track.contentHint = 'detail';
    this.#screen = openPictureSource(screen, () => {}); // A screen that stands still sends no frames: the camera beats time.
    this.#camera = openPictureSource(camera, () => this.#draw());
    if (this.#sink.isDriven) this.#timer = setInterval(() => this.#draw(), FRAME_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#screen.close();
    this.#camera.close();
    this.track.stop();
  }

  #draw(): void {
    const context = this.#context;
    const screen = this.#screen.find();
    const camera = this.#camera.find();
    context.fillStyle = '#04121a';
    context.fillRect(0, 0, STAGE.width, STAGE.height);
    if (screen) {
      const { height, width, x, y } = placeScreen(STAGE, screen.size);
      context.drawImage(screen.image, x, y, width, height);
    }
    if (camera) {
      const { height, width, x, y } = placeCamera(STAGE, camera.size);
      context.save();
      context.beginPath();
      context.roundRect(x, y, width, height, CORNER);
      context.clip();
      context.drawImage(camera.image, x, y, width, height);
      context.restore();
    }
    this.#sink.push();
  }
}
