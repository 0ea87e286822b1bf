/** Reads how loud a microphone is. Nothing of it is heard. */
export class LevelMeter {
  readonly #context: AudioContext;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #source: MediaStreamAudioSourceNode | undefined;

  static open(): LevelMeter {
    return new LevelMeter();
  }

  private constructor() {
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1_024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
  }

  listenTo(track: MediaStreamTrack | null): void {
    this.#source?.disconnect();
    this.#source = undefined;
    if (!track) return;
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }

  /** The level now, 0 to 1 over the 60 dB that a voice uses. */
  read(): number {
    // Browsers hold audio back until the page was touched once.
    if (this.#context.state === 'suspended') void this.#context.resume().catch(() => {});
    if (!this.#source) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return toLevel(this.#samples);
  }

  close(): void {
    this.#source?.disconnect();
    void this.#context.close().catch(() => {});
  }
}

const FLOOR_DB = -60;

/** Loudness of a stretch of samples: 0 at -60 dB and below, 1 at full scale. */
export function toLevel(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < samples.length; index += 1) sum += (samples[index] ?? 0) ** 2;
  const loudness = Math.sqrt(sum / Math.max(1, samples.length));
  if (loudness === 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(loudness)) / FLOOR_DB));
}
