import {
  CaptureFailure,
  type CaptureFailureCode,
  checkCaptureIsPossible,
  toCaptureFailure,
} from './capture-failure.ts';
import { createSignal, type SettableSignal, type Signal } from './signal.ts';
import { Slate } from './slate.ts';

export type Picture = 'camera' | 'screen' | 'slate';
export type Device = { id: string; label: string };

/** What the host's own devices give right now. The two tracks are what the school gets. */
export type CaptureState = {
  picture: Picture;
  videoTrack: MediaStreamTrack | null;
  audioTrack: MediaStreamTrack | null;
  isMicOn: boolean;
  cameras: readonly Device[];
  microphones: readonly Device[];
  cameraId: string | null;
  microphoneId: string | null;
  cameraFailure: CaptureFailureCode | null;
  microphoneFailure: CaptureFailureCode | null;
};

export type SlateWords = { title: string; line: string };

const start: CaptureState = {
  picture: 'slate',
  videoTrack: null,
  audioTrack: null,
  isMicOn: true,
  cameras: [],
  microphones: [],
  cameraId: null,
  microphoneId: null,
  cameraFailure: null,
  microphoneFailure: null,
};

/** Owns camera, microphone, screen and slate. There is always one video track once it is open, whatever fails. */
export class Capture {
  readonly state: Signal<CaptureState>;
  readonly #state: SettableSignal<CaptureState> = createSignal(start);
  readonly #slateWords: SlateWords;
  #slate: Slate | undefined;
  #camera: MediaStreamTrack | undefined;
  #screen: MediaStreamTrack | undefined;
  #microphone: MediaStreamTrack | undefined;
  #isClosed = false;
  readonly #onDevices = () => void this.#listDevices();

  /** Asks for camera and microphone. Never rejects: what failed stands in the state. */
  static async open(
    slateWords: SlateWords,
    preferred: { cameraId: string | null; microphoneId: string | null },
  ): Promise<Capture> {
    const capture = new Capture(slateWords);
    await capture.#openDevices(preferred);
    return capture;
  }

  private constructor(slateWords: SlateWords) {
    this.state = this.#state;
    this.#slateWords = slateWords;
  }

  /** Takes a camera by id, or the default; back from screen or slate. Failure stands in the state. */
  async takeCamera(cameraId: string | null = this.#state.get().cameraId): Promise<void> {
    try {
      checkCaptureIsPossible();
      const stream = await navigator.mediaDevices.getUserMedia({ video: toVideoWish(cameraId) });
      this.#keepCamera(stream.getVideoTracks()[0]);
      this.#stopScreen();
      this.#change({ cameraFailure: null });
      this.#show('camera');
    } catch (error) {
      this.#change({ cameraFailure: toCaptureFailure(error, 'camera').code });
    }
    await this.#listDevices();
  }

  /** Turns the camera off: its light goes out, and the slate stands in. */
  stopCamera(): void {
    this.#camera?.stop();
    this.#camera = undefined;
    if (this.#state.get().picture === 'camera') this.#show('slate');
  }

  async takeMicrophone(microphoneId: string | null = this.#state.get().microphoneId): Promise<void> {
    try {
      checkCaptureIsPossible();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: toAudioWish(microphoneId) });
      this.#keepMicrophone(stream.getAudioTracks()[0]);
    } catch (error) {
      this.#change({ microphoneFailure: toCaptureFailure(error, 'microphone').code });
    }
    await this.#listDevices();
  }

  /** Silence keeps flowing while it is off, so that sound and picture stay together. */
  setMicOn(isMicOn: boolean): void {
    if (this.#microphone) this.#microphone.enabled = isMicOn;
    this.#change({ isMicOn });
  }

  /** @returns false when she closed the chooser. */
  async shareScreen(): Promise<boolean> {
    checkCaptureIsPossible();
    const stream = await navigator.mediaDevices
      .getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 }, width: { max: 1_920 }, height: { max: 1_080 } } })
      .catch(() => undefined);
    const track = stream?.getVideoTracks()[0];
    if (!track) return false;
    this.#screen = track;
    track.contentHint = 'detail';
    track.addEventListener('ended', () => this.stopScreen());
    this.#show('screen');
    return true;
  }

  /** Back to the camera, or the slate when it is off. */
  stopScreen(): void {
    this.#stopScreen();
    this.#show(this.#camera ? 'camera' : 'slate');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    this.#camera?.stop();
    this.#screen?.stop();
    this.#microphone?.stop();
    this.#slate?.close();
  }

  async #openDevices(preferred: { cameraId: string | null; microphoneId: string | null }): Promise<void> {
    try {
      checkCaptureIsPossible();
      navigator.mediaDevices.addEventListener('devicechange', this.#onDevices);
      // One question for both; who lacks or refuses one of them is asked for each alone.
      const stream = await navigator.mediaDevices.getUserMedia({
        video: toVideoWish(preferred.cameraId),
        audio: toAudioWish(preferred.microphoneId),
      });
      this.#keepCamera(stream.getVideoTracks()[0]);
      this.#keepMicrophone(stream.getAudioTracks()[0]);
      this.#show('camera');
      await this.#listDevices();
    } catch (error) {
      if (error instanceof CaptureFailure) {
        this.#change({ cameraFailure: error.code, microphoneFailure: error.code });
        return;
      }
      await this.takeCamera(preferred.cameraId);
      await this.takeMicrophone(preferred.microphoneId);
      if (!this.#camera) this.#show('slate');
    }
  }

  #keepCamera(track: MediaStreamTrack | undefined): void {
    if (!track) throw new CaptureFailure('no_camera');
    if (this.#isClosed) {
      track.stop();
      return;
    }
    this.#camera?.stop();
    this.#camera = track;
    track.contentHint = 'motion';
    track.addEventListener('ended', () => {
      if (this.#camera !== track) return;
      this.#change({ cameraFailure: 'unplugged' });
      this.stopCamera();
    });
    this.#change({ cameraId: track.getSettings().deviceId ?? null });
  }

  #keepMicrophone(track: MediaStreamTrack | undefined): void {
    if (!track) throw new CaptureFailure('no_microphone');
    if (this.#isClosed) {
      track.stop();
      return;
    }
    this.#microphone?.stop();
    this.#microphone = track;
    track.enabled = this.#state.get().isMicOn;
    track.addEventListener('ended', () => {
      if (this.#microphone === track) this.#change({ microphoneFailure: 'unplugged' });
    });
    this.#change({ audioTrack: track, microphoneId: track.getSettings().deviceId ?? null, microphoneFailure: null });
  }

  #stopScreen(): void {
    this.#screen?.stop();
    this.#screen = undefined;
  }

  #show(picture: Picture): void {
    if (this.#isClosed) return;
    if (picture === 'slate') this.#slate ??= Slate.open(this.#slateWords.title, this.#slateWords.line);
    if (picture !== 'slate') {
      this.#slate?.close();
      this.#slate = undefined;
    }
    const track = { camera: this.#camera, screen: this.#screen, slate: this.#slate?.track }[picture];
    this.#change({ picture, videoTrack: track ?? null });
  }

  async #listDevices(): Promise<void> {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const ofKind = (kind: MediaDeviceKind) =>
      devices
        .filter((device) => device.kind === kind && device.deviceId)
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#change({ cameras: ofKind('videoinput'), microphones: ofKind('audioinput') });
  }

  #change(part: Partial<CaptureState>): void {
    this.#state.set({ ...this.#state.get(), ...part });
  }
}

const toVideoWish = (id: string | null): MediaTrackConstraints => ({
  ...(id && { deviceId: { ideal: id } }),
  width: { ideal: 1_280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
});
const toAudioWish = (id: string | null): MediaTrackConstraints => ({
  ...(id && { deviceId: { ideal: id } }),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});
