import type { CommandOutput, shows, signaling } from '@shoal/contract';
import { ICE_DEADLINE_MS } from '@shoal/contract/limits';
import { CallFailure, type FailureCode, toFailureCode } from '../api/call-failure.ts';
import type { LiveSocket } from './live-socket.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';
import { createSignal, type Signal } from './signal.ts';
import type { ConnectionState, RtpCapabilities, WatchDevice, WatchTransport } from './watch-device.ts';
import { markWatch } from './watch-timings.ts';
import { commands } from './wire.ts';

/** What the page should play, and how far it got. */
export type WatchView = {
  source: 'none' | 'webrtc' | 'hls';
  /** `idle`: nothing to watch. */
  step: 'idle' | 'asking' | 'connecting' | 'connected';
  stream: MediaStream | null;
  hlsPath: string | null;
  /** Why there is no direct picture; `no_route`: neither UDP nor TCP reached the node. */
  problem: FailureCode | 'no_route' | null;
};

/** What can be watched, as the room knows it now. */
export type Watchable = { stage: shows.StageState; hlsPath: string };

export type WatchSessionDeps = {
  showId: string;
  send: LiveSocket['send'];
  /** Null while no media node is known; asked again at every try. */
  findCapabilities: () => Promise<RtpCapabilities | null>;
  loadDevice: (nodeCapabilities: RtpCapabilities) => Promise<WatchDevice>;
  newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  random: () => number;
};

type Watched = CommandOutput<typeof signaling.watch>;
type Timer = ReturnType<typeof setTimeout> | undefined;

const ICE_RESTART_GRACE_MS = 3_000;
const nothing: WatchView = { source: 'none', step: 'idle', stream: null, hlsPath: null, problem: null };

/** Owns the one receiving connection of a tab and mends it; names HLS while there is no direct way. */
export class WatchSession {
  readonly view: Signal<WatchView>;
  readonly #view = createSignal<WatchView>(nothing);
  readonly #deps: WatchSessionDeps;
  #watchable: Watchable | null = null;
  #device: Promise<WatchDevice> | null = null;
  #transport: WatchTransport | null = null;
  #consumers: { close: () => void }[] = [];
  #generation: number | null = null;
  /** Rises with every try, so that a late answer to an older one is not adopted. */
  #round = 0;
  #failures = 0;
  #isUp = false;
  #wantsHls = false;
  #deadline: Timer;
  #repair: Timer;
  #isClosed = false;

  static open(deps: WatchSessionDeps): WatchSession {
    return new WatchSession(deps);
  }

  private constructor(deps: WatchSessionDeps) {
    this.view = this.#view;
    this.#deps = deps;
  }

  /** Loads the device before there is anything to watch, so that the picture needs one round trip less. */
  warm(capabilities: RtpCapabilities): void {
    this.#device ??= this.#deps.loadDevice(capabilities);
    this.#device.catch(() => {
      this.#device = null;
    });
  }

  /** Follows the stage; also called after every join. A new generation is watched anew. */
  follow(watchable: Watchable): void {
    if (this.#isClosed) return;
    this.#watchable = watchable;
    const { stage } = watchable;
    if (stage.status === 'idle') {
      this.#drop();
      this.#show({ step: 'idle', problem: null });
      return;
    }
    if (stage.generation !== this.#generation) {
      this.#generation = stage.generation;
      this.#failures = 0;
      void this.#watch(false);
      return;
    }
    this.#show({});
  }

  /** The server says that this tab's way to the picture is gone or goes: another one, keeping this one until it is there. */
  watchAgain(): void {
    if (!this.#isClosed && this.#watchable?.stage.status === 'streaming') void this.#watch(false);
  }

  /** Ends watching; the server closes this tab's media when the tab leaves the show. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  async #watch(startsAfresh: boolean): Promise<void> {
    const round = this.#beginRound();
    try {
      if (startsAfresh) await this.#forgetTransport();
      const device = await this.#getDevice();
      const answer = await this.#deps.send(commands.watch, {
        showId: this.#deps.showId,
        rtpCapabilities: device.rtpCapabilities,
      });
      if (round !== this.#round) return;
      markWatch('answered');
      await this.#adopt(device, answer, round);
    } catch (error) {
      if (round === this.#round) this.#onFailed(error);
    }
  }

  #beginRound(): number {
    this.#round += 1;
    clearTimeout(this.#repair);
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#onDeadline(), ICE_DEADLINE_MS);
    markWatch('asked');
    this.#show({ step: 'asking' });
    return this.#round;
  }

  async #getDevice(): Promise<WatchDevice> {
    if (!this.#device) {
      const capabilities = await this.#deps.findCapabilities();
      if (!capabilities) throw new CallFailure('media.no_node', 'no capabilities yet', 'after_delay');
      this.warm(capabilities);
    }
    const device = await this.#device?.catch((cause: unknown) => {
      throw new CallFailure('media.incompatible', 'device not loaded', 'never', { cause });
    });
    if (!device) throw new CallFailure('media.incompatible', 'device not loaded', 'never');
    return device;
  }

  /** A transport whose handshake failed cannot be used again: the server should make another one. */
  async #forgetTransport(): Promise<void> {
    this.#closeTransport();
    await this.#deps.send(commands.stopMedia, { showId: this.#deps.showId }).catch(() => {});
  }

  async #adopt(device: WatchDevice, { consumers, generation, transport }: Watched, round: number): Promise<void> {
    this.#generation = generation;
    const isSame = this.#transport?.id === transport.id;
    if (!isSame) this.#closeTransport();
    const current = (isSame && this.#transport) || this.#openTransport(device, transport);
    this.#transport = current;
    for (const consumer of this.#consumers.splice(0)) consumer.close();
    if (!this.#isUp) this.#show({ step: 'connecting' });
    const opened = await Promise.all(consumers.map((options) => current.consume(options)));
    if (round !== this.#round) return;
    this.#consumers = opened;
    const stream = this.#deps.newStream(opened.map(({ track }) => track));
    this.#show({ stream });
    if (this.#isUp) this.#onUp(); // The transport was there already: only its consumers are new.
  }

  #openTransport(device: WatchDevice, options: Watched['transport']): WatchTransport {
    const { send, showId } = this.#deps;
    const ours = () => this.#transport?.id === options.id && !this.#isClosed;
    return device.openTransport(options, {
      onDtls: (dtlsParameters) => {
        send(commands.connectTransport, { showId, transportId: options.id, dtlsParameters }).catch((error: unknown) => {
          if (ours()) this.#onFailed(error);
        });
      },
      onState: (state) => ours() && this.#onState(state),
    });
  }

  #onState(state: ConnectionState): void {
    if (state === 'connected') this.#onUp();
    if (state === 'failed' || state === 'disconnected') this.#onLost();
  }

  #onUp(): void {
    this.#isUp = true;
    this.#failures = 0;
    this.#wantsHls = false;
    clearTimeout(this.#deadline);
    clearTimeout(this.#repair);
    markWatch('connected');
    this.#show({ step: 'connected', problem: null });
  }

  /** A change of network often needs new ICE credentials only; when that does not help in 3 s, all is made anew. */
  #onLost(): void {
    if (this.#repair && !this.#isUp) return;
    this.#isUp = false;
    const transport = this.#transport;
    clearTimeout(this.#repair);
    this.#repair = setTimeout(() => void this.#watch(true), ICE_RESTART_GRACE_MS);
    if (!transport) return;
    this.#deps
      .send(commands.restartIce, { showId: this.#deps.showId, transportId: transport.id })
      .then(async ({ iceParameters }) => {
        if (this.#transport === transport) await transport.restartIce(iceParameters);
      })
      .catch(() => {}); // The timer above is the next step.
  }

  #onFailed(error: unknown): void {
    if (this.#isClosed) return;
    const problem = toFailureCode(error);
    const isHopeless = problem === 'media.incompatible';
    if (isHopeless || problem === 'media.full' || problem === 'media.no_node') this.#wantsHls = true;
    this.#show({ problem });
    if (!isHopeless) this.#retryLater();
  }

  #onDeadline(): void {
    if (this.#isUp || this.#isClosed) return;
    this.#wantsHls = true;
    const isConnecting = this.#view.get().step === 'connecting';
    this.#show(isConnecting ? { problem: 'no_route' } : {});
    if (isConnecting) this.#retryLater();
  }

  #retryLater(): void {
    clearTimeout(this.#repair);
    const delayMs = chooseResendDelayMs(this.#failures, this.#deps.random());
    this.#failures += 1;
    this.#repair = setTimeout(() => void this.#watch(this.#transport !== null), delayMs);
  }

  #drop(): void {
    this.#round += 1;
    this.#generation = null;
    this.#wantsHls = false;
    clearTimeout(this.#deadline);
    clearTimeout(this.#repair);
    this.#closeTransport();
  }

  #closeTransport(): void {
    const transport = this.#transport;
    this.#transport = null;
    this.#isUp = false;
    for (const consumer of this.#consumers.splice(0)) consumer.close();
    transport?.close();
    this.#show({ stream: null });
  }

  #show(change: Partial<WatchView>): void {
    const next = { ...this.#view.get(), ...change };
    const hlsPath = this.#watchable?.stage.hasHls ? this.#watchable.hlsPath : null;
    const isPlayable = this.#watchable?.stage.status === 'streaming';
    const usesHls = isPlayable && this.#wantsHls && !this.#isUp && hlsPath !== null;
    const source = usesHls ? 'hls' : next.stream && isPlayable ? 'webrtc' : 'none';
    const view = { ...next, hlsPath, source } satisfies WatchView;
    if (!isSameView(view, this.#view.get())) this.#view.set(view);
  }
}

const isSameView = (a: WatchView, b: WatchView): boolean =>
  a.source === b.source &&
  a.step === b.step &&
  a.stream === b.stream &&
  a.hlsPath === b.hlsPath &&
  a.problem === b.problem;
