import {
  CaptureFailure,
  type CaptureFailureCode,
  checkCaptureIsPossible,
  toCaptureFailure,
} from './capture-failure.ts';
import { Composer } from './composer.ts';
import { createSignal, type SettableSignal, type Signal } from './signal.ts';
import { Slate } from './slate.ts';

/** `both`: the screen, with the camera in its corner. */
export type Picture = 'camera' | 'screen' | 'both' | 'slate';
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
  #composer: Composer | undefined;
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

  /** Takes a camera by id, or the default; back from screen or slate, but not from both. Failure stands in the state. */
  async takeCamera(cameraId: string | null = this.#state.get().cameraId): Promise<void> {
    await this.#openCamera(cameraId, this.#state.get().picture === 'both' ? 'both' : 'camera');
  }

  /** The camera over the shared screen, or the screen alone again. Nothing while no screen is shared. */
  async setInset(isOn: boolean): Promise<void> {
    if (!this.#screen) return;
    if (!isOn) return this.#show('screen');
    if (this.#camera) return this.#show('both');
    await this.#openCamera(this.#state.get().cameraId, 'both');
  }

  async #openCamera(cameraId: string | null, picture: 'camera' | 'both'): Promise<void> {
    try {
      checkCaptureIsPossible();
      const stream = await navigator.mediaDevices.getUserMedia({ video: toVideoWish(cameraId) });
      this.#keepCamera(stream.getVideoTracks()[0]);
      if (picture === 'camera') this.#stopScreen();
      this.#change({ cameraFailure: null });
      this.#show(this.#screen ? picture : 'camera');
    } catch (error) {
      this.#change({ cameraFailure: toCaptureFailure(error, 'camera').code });
    }
    await this.#listDevices();
  }

  /** Turns the camera off: its light goes out, and the slate stands in. */
  stopCamera(): void {
    this.#camera?.stop();
    this.#camera = undefined;
    const { picture } = this.#state.get();
    if (picture === 'camera') this.#show('slate');
    if (picture === 'both') this.#show('screen');
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
    this.#composer?.close();
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
    const before = this.#composer;
    this.#composer = picture === 'both' ? this.#compose() : undefined;
    const tracks = {
      camera: this.#camera,
      screen: this.#screen,
      both: this.#composer?.track,
      slate: this.#slate?.track,
    };
    this.#change({ picture, videoTrack: tracks[picture] ?? null });
    before?.close(); // After its track was replaced in what is sent.
  }

  #compose(): Composer | undefined {
    return this.#screen && this.#camera && Composer.open(this.#screen, this.#camera);
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
