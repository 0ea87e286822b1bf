import type { Command, CommandOutput, CommandRequest } from '@shoal/contract';
import type { Device } from 'mediasoup-client';
import type { ConnectionState, Producer, Transport } from 'mediasoup-client/types';
import { CallFailure, type FailureCode } from '../api/call-failure.ts';
import { loadDevice, openSendTransport, type PublishSignals, produceAudio, produceVideo } from './publish-transport.ts';
import { createSignal, type SettableSignal, type Signal } from './signal.ts';
import { toUplinkSample, type UplinkSample } from './uplink.ts';
import { commands, type Sendable } from './wire.ts';

export type PublishStep = 'asking' | 'connecting' | 'waiting';
export type PublishFailure = FailureCode | 'network_blocked' | 'sends_too_much' | 'taken_over';
/** `recovering` goes on by itself; `failed` waits for a person. */
export type PublishState =
  | { status: 'idle' | 'sending' }
  | { status: 'opening' | 'recovering'; step: PublishStep; failure: PublishFailure | null }
  | { status: 'failed'; failure: PublishFailure };

export type Programme = { video: MediaStreamTrack; source: 'camera' | 'screen'; audio: MediaStreamTrack | null };
export type PublishSessionDeps = {
  showId: string;
  send: <C extends Command>(command: Sendable<C>, input: CommandRequest<C>) => Promise<CommandOutput<C>>;
};

const CONNECT_DEADLINE_MS = 8_000;
/** What new ICE credentials may take before all is made anew. */
const RESTART_DEADLINE_MS = 3_000;
const DISCONNECTED_PATIENCE_MS = 2_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 4_000;

/** Owns the sending of the programme: opens, keeps it flowing over every break, and says how it stands. */
export class PublishSession {
  readonly state: Signal<PublishState>;
  readonly #state: SettableSignal<PublishState> = createSignal<PublishState>({ status: 'idle' });
  readonly #deps: PublishSessionDeps;
  readonly #signals: PublishSignals;
  #programme: Programme;
  #device: Device | undefined;
  #transport: Transport | undefined;
  #video: Producer | undefined;
  #audio: Producer | undefined;
  #isClosed = false;
  #hasSent = false;
  /** Why the last try did not get through; stays said through the next tries, until one does. */
  #lastFailure: PublishFailure | null = null;
  /** What the server still holds of us must go first: its DTLS cannot be connected twice. */
  #mustStopFirst = false;
  #running: Promise<void> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #onNetwork = () => void this.#restartIce();

  constructor(deps: PublishSessionDeps, programme: Programme) {
    this.state = this.#state;
    this.#deps = deps;
    this.#programme = programme;
    const { showId } = deps;
    this.#signals = {
      connect: (transportId, dtlsParameters) =>
        deps.send(commands.connectTransport, { showId, transportId, dtlsParameters }),
      produce: (transportId, kind, rtpParameters, source) =>
        deps.send(commands.produceTrack, { showId, transportId, kind, rtpParameters, source }),
    };
    globalThis.addEventListener('online', this.#onNetwork);
  }

  /** Resolves when the programme arrives at the node. @throws CallFailure, or Error `network_blocked` as its state says. */
  async start(): Promise<void> {
    await this.ensure();
    const state = this.#state.get();
    if (state.status === 'failed') throw new PublishBlocked(state.failure);
  }

  /** Makes sure that the programme flows; harmless when it does. For a rejoined socket, and a stage that lost its media. */
  ensure(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#running ??= this.#keepTrying().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Swaps what is sent without a break. */
  async setProgramme(programme: Programme): Promise<void> {
    const before = this.#programme;
    this.#programme = programme;
    if (programme.video !== before.video) await this.#video?.replaceTrack({ track: programme.video });
    if (programme.audio === before.audio) return;
    if (this.#audio) await this.#audio.replaceTrack({ track: programme.audio });
    else if (programme.audio && this.#transport && this.#video)
      this.#audio = await produceAudio(this.#transport, programme.audio);
  }

  /** What the line carried so far; null while nothing is sent. */
  async readUplink(): Promise<UplinkSample | null> {
    if (!this.#video || this.#video.closed) return null;
    const report = await this.#video.getStats();
    return toUplinkSample([...report.values()], performance.now());
  }

  /** The node ended what we send, for good: a person decides about another try. */
  giveUp(failure: PublishFailure): void {
    this.close();
    this.#state.set({ status: 'failed', failure });
  }

  /** Ends our media, here and at the node. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    globalThis.removeEventListener('online', this.#onNetwork);
    this.#dropTransport();
    this.#state.set({ status: 'idle' });
    void this.#deps.send(commands.stopMedia, { showId: this.#deps.showId }).catch(() => {});
  }

  async #keepTrying(): Promise<void> {
    for (let attempt = 0; !this.#isClosed; attempt += 1) {
      try {
        await this.#attempt();
        if (this.#isClosed) return;
        this.#hasSent = true;
        this.#lastFailure = null;
        this.#state.set({ status: 'sending' });
        return;
      } catch (error) {
        if (this.#isClosed) return;
        const failure = toFailure(error);
        this.#lastFailure = failure;
        if (this.#isFinal(error, failure)) {
          this.#dropTransport();
          this.#state.set({ status: 'failed', failure });
          return;
        }
        this.#say('waiting');
        await delay(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt));
      }
    }
  }

  async #attempt(): Promise<void> {
    const { send, showId } = this.#deps;
    if (this.#isFlowing()) return void (await this.#confirm());
    this.#say('asking');
    if (this.#mustStopFirst) await send(commands.stopMedia, { showId });
    this.#mustStopFirst = false;
    const opened = await send(commands.openPublish, { showId });
    this.#dropTransport();
    this.#device ??= await loadDevice(opened.rtpCapabilities);
    if (this.#isClosed) return;
    this.#say('connecting');
    const transport = openSendTransport(this.#device, opened, this.#signals);
    this.#transport = transport;
    this.#mustStopFirst = true; // Until it stands, a new try needs a new transport.
    transport.on('connectionstatechange', (state) => this.#onConnection(transport, state));
    const { audio, source, video } = this.#programme;
    this.#video = await produceVideo(this.#device, transport, video, source);
    if (audio) this.#audio = await produceAudio(transport, audio);
    await untilConnected(transport);
    this.#mustStopFirst = false;
    // The programme may have changed while we were at it.
    await this.#video.replaceTrack({ track: this.#programme.video });
  }

  /** The server answers the same transport while it lives; another id means that ours is gone. */
  async #confirm(): Promise<void> {
    const opened = await this.#deps.send(commands.openPublish, { showId: this.#deps.showId });
    if (opened.transport.id === this.#transport?.id) return;
    this.#dropTransport();
    this.#mustStopFirst = true;
    await this.#attempt();
  }

  #isFlowing(): boolean {
    return this.#transport !== undefined && !this.#transport.closed && this.#transport.connectionState === 'connected';
  }

  #onConnection(transport: Transport, state: ConnectionState): void {
    if (transport !== this.#transport || this.#isClosed || !this.#hasSent) return;
    clearTimeout(this.#patience);
    if (state === 'connected') this.#state.set({ status: 'sending' });
    if (state !== 'disconnected' && state !== 'failed') return;
    this.#say('connecting');
    this.#patience = setTimeout(() => void this.#restartIce(), state === 'failed' ? 0 : DISCONNECTED_PATIENCE_MS);
  }

  /** New ICE on the same transport; when that does not help in time, everything anew. */
  async #restartIce(): Promise<void> {
    const transport = this.#transport;
    if (!transport || transport.closed || this.#isClosed || this.#running) return;
    try {
      const { showId } = this.#deps;
      const { iceParameters } = await this.#deps.send(commands.restartIce, { showId, transportId: transport.id });
      // Its outline is checked by the contract, its content is mediasoup's own.
      await transport.restartIce({
        iceParameters: iceParameters as Parameters<Transport['restartIce']>[0]['iceParameters'],
      });
      await untilConnected(transport, RESTART_DEADLINE_MS);
    } catch {
      if (transport !== this.#transport) return;
      this.#dropTransport();
      this.#mustStopFirst = true;
      await this.ensure();
    }
  }

  #dropTransport(): void {
    clearTimeout(this.#patience);
    this.#transport?.close();
    this.#transport = undefined;
    this.#video = undefined;
    this.#audio = undefined;
  }

  #say(step: PublishStep): void {
    this.#state.set({ status: this.#hasSent ? 'recovering' : 'opening', step, failure: this.#lastFailure });
  }

  // Before the first picture a person decides; afterwards only what time cannot heal is final.
  #isFinal(error: unknown, failure: PublishFailure): boolean {
    if (failure === 'shows.not_joined') return false;
    if (error instanceof CallFailure) return error.retry === 'never' && failure !== 'media.transport_gone';
    return !this.#hasSent;
  }
}

/** Why `start()` did not get through. */
export class PublishBlocked extends Error {
  readonly failure: PublishFailure;

  constructor(failure: PublishFailure) {
    super(`publishing failed: ${failure}`);
    this.name = 'PublishBlocked';
    this.failure = failure;
  }
}

function toFailure(error: unknown): PublishFailure {
  if (error instanceof CallFailure) return error.code;
  return error instanceof PublishBlocked ? error.failure : 'server.unexpected';
}

function untilConnected(transport: Transport, deadlineMs = CONNECT_DEADLINE_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    if (transport.connectionState === 'connected') return resolve();
    const timer = setTimeout(() => settle(false), deadlineMs);
    const onChange = (state: ConnectionState) => {
      if (state === 'connected') settle(true);
      if (state === 'closed') settle(false);
    };
    const settle = (isUp: boolean) => {
      clearTimeout(timer);
      transport.off('connectionstatechange', onChange);
      if (isUp) resolve();
      else reject(new PublishBlocked('network_blocked'));
    };
    transport.on('connectionstatechange', onChange);
  });
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
