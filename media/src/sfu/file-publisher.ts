import type { ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import { FfmpegProcess } from '../platform/ffmpeg-process.ts';
import type { Log } from '../platform/log.ts';
import { filePublisherArgs } from './file-publisher-args.ts';
import type { PeerId } from './peer.ts';
import type { ShowStage } from './show-stage.ts';

const RESTART_WAIT_MS = 1_000;
const LOOPBACK = { protocol: 'udp', ip: '127.0.0.1' } as const;

export type FilePublisherOptions = {
  ffmpegPath: string;
  file: string;
  showId: ShowId;
  peerId: PeerId;
  log: Log;
  openStage: (showId: ShowId) => Promise<ShowStage>;
  newSsrc: () => number;
  onLost: () => void;
};

/** Owns a synthetic host: a file that ffmpeg sends, over and over, onto a show's stage. */
export class FilePublisher {
  readonly showId: ShowId;
  readonly #options: FilePublisherOptions;
  #transports: types.PlainTransport[] = [];
  #ffmpeg: FfmpegProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @throws AppError media.full | media.incompatible */
  static async open(options: FilePublisherOptions): Promise<FilePublisher> {
    const publisher = new FilePublisher(options);
    try {
      await publisher.#start();
      return publisher;
    } catch (error) {
      publisher.close();
      throw error;
    }
  }

  private constructor(options: FilePublisherOptions) {
    this.showId = options.showId;
    this.#options = options;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    this.#ffmpeg?.kill();
    for (const transport of this.#transports) transport.close();
  }

  async #start(): Promise<void> {
    const { openStage, showId, ffmpegPath, file, log } = this.#options;
    const stage = await openStage(showId);
    const video = await this.#produce(stage, 'video');
    const audio = await this.#produce(stage, 'audio');
    stage.router.observer.once('close', () => !this.#isClosed && this.#options.onLost());
    const ffmpeg = FfmpegProcess.open(ffmpegPath, filePublisherArgs(file, { video, audio }));
    ffmpeg.stdout.resume();
    this.#ffmpeg = ffmpeg;
    void ffmpeg.closed.then((exit) => {
      if (this.#isClosed || stage.router.closed) return;
      log.warn({ ...exit, showId }, 'file publisher ended, starts again');
      for (const transport of this.#transports.splice(0)) transport.close();
      this.#restartSoon();
    });
  }

  #restartSoon(): void {
    this.#restart = setTimeout(() => {
      this.#start().catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'file publisher could not start');
        if (!this.#isClosed) this.#restartSoon();
      });
    }, RESTART_WAIT_MS);
  }

  async #produce(stage: ShowStage, kind: types.MediaKind) {
    const options = { listenInfo: LOOPBACK, rtcpListenInfo: LOOPBACK, rtcpMux: false, comedia: true };
    const transport = await stage.router.createPlainTransport(options);
    this.#transports.push(transport);
    const ssrc = this.#options.newSsrc();
    const rtpParameters = { codecs: [fileCodecs[kind]], encodings: [{ ssrc }], rtcp: { cname: 'file' } };
    await stage.produce(this.#options.peerId, transport, { kind, rtpParameters });
    const rtcpPort = transport.rtcpTuple?.localPort ?? transport.tuple.localPort + 1;
    return { rtpPort: transport.tuple.localPort, rtcpPort, payloadType: fileCodecs[kind].payloadType, ssrc };
  }
}

const fileCodecs: Record<types.MediaKind, types.RtpCodecParameters> = {
  audio: { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2, parameters: {} },
  video: {
    mimeType: 'video/H264',
    payloadType: 101,
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
    rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
  },
};
