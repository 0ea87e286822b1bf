import type { signaling } from '@shoal/contract';
import type { LiveSocket } from './live-socket.ts';
import { createSignal, type Signal } from './signal.ts';
import { commands } from './wire.ts';

export type Picture = signaling.Picture;
export type PictureChoiceDeps = { showId: string; send: LiveSocket['send'] };

/** A glance at another tab is no reason to stop the picture. */
const HIDDEN_AFTER_MS = 4_000;

/** How much picture this tab is sent: what the viewer chose, and none while nobody can see it. Sound goes on. */
export class PictureChoice {
  readonly chosen: Signal<Picture>;
  readonly #chosen = createSignal<Picture>('auto');
  readonly #deps: PictureChoiceDeps;
  #isHidden = false;
  #isTight = false;
  #told: Picture = 'auto';
  #hiding: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: PictureChoiceDeps) {
    this.#deps = deps;
    this.chosen = this.#chosen;
  }

  /** What she would like to see now. */
  get wished(): Picture {
    return this.#isHidden ? 'none' : this.#chosen.get();
  }

  /** What to ask of the server now. */
  get wanted(): Picture {
    return this.#isTight ? 'none' : this.wished;
  }

  choose(picture: Picture): void {
    this.#chosen.set(picture);
    this.tell();
  }

  /** Hidden tabs wait a moment; a tab that is seen again has its picture back at once. */
  setVisible(isVisible: boolean): void {
    clearTimeout(this.#hiding);
    if (!isVisible) {
      this.#hiding = setTimeout(() => this.#setHidden(true), HIDDEN_AFTER_MS);
      return;
    }
    this.#setHidden(false);
  }

  /** Her line carries nothing but the sound, or may carry more again. */
  setTight(isTight: boolean): void {
    this.#isTight = isTight;
    this.tell();
  }

  /** Says what is not said yet; also after every join. */
  tell(): void {
    const picture = this.wanted;
    if (picture === this.#told) return;
    const before = this.#told;
    this.#told = picture;
    this.#deps.send(commands.choosePicture, { showId: this.#deps.showId, picture }).catch(() => {
      if (this.#told === picture) this.#told = before; // The next join says it again.
    });
  }

  close(): void {
    clearTimeout(this.#hiding);
  }

  #setHidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.tell();
  }
}
