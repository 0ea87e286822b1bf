import type { CommandOutput, signaling } from '@shoal/contract';
import { ICE_DEADLINE_MS } from '@shoal/contract/limits';
import { toFailureCode } from '../api/call-failure.ts';
import { DeviceShelf } from './device-shelf.ts';
import type { Arrived } from './flow-watch.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';
import { createSignal, type Signal } from './signal.ts';
import type { ConnectionState, RtpCapabilities, WatchDevice, WatchTransport } from './watch-device.ts';
import type { WatchSessionDeps } from './watch-session-deps.ts';
import { isSameView, nothingToWatch, toWatchView, type Watchable, type WatchView } from './watch-view.ts';
import { commands } from './wire.ts';

type Watched = CommandOutput<typeof signaling.watch>;
type Timer = ReturnType<typeof setTimeout> | undefined;

const ICE_RESTART_GRACE_MS = 3_000;
const PREPARE_AGAIN_MS = 20_000;

/** Owns the one receiving connection of a tab and mends it; names HLS while there is no direct way. */
export class WatchSession {
  readonly view: Signal<WatchView>;
  readonly #view = createSignal<WatchView>(nothingToWatch);
  readonly #deps: WatchSessionDeps;
  #watchable: Watchable | null = null;
  readonly #devices: DeviceShelf;
  #transport: WatchTransport | null = null;
  #consumers: { close: () => void }[] = [];
  #generation: number | null = null;
  #pictureless: number | null = null;
  /** Rises with every try, so that a late answer to an older one is not adopted. */
  #round = 0;
  #failures = 0;
  /** Whether the connection of one who waits was asked for. */
  #lobby: 'cold' | 'asked' = 'cold';
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
    this.#devices = new DeviceShelf(deps);
  }

  /** Loads the device beforehand; also with what the server says later, which counts when it differs. */
  warm(capabilities: RtpCapabilities): void {
    if (!this.#transport) this.#devices.warm(capabilities);
  }

  /** Follows the stage; also called after every join. A new generation is watched anew. */
  follow(watchable: Watchable): void {
    if (this.#isClosed) return;
    this.#watchable = watchable;
    const { stage } = watchable;
    if (stage.status === 'idle') {
      this.#wait();
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

  /** The network is another one, or the server is back: what was lost is mended now. After a sleep nothing is trusted. */
  checkNow({ hasSlept = false } = {}): void {
    if (this.#isClosed || this.#generation === null) return;
    if (this.#isUp && hasSlept) return void this.#onLost();
    if (this.#isUp || !this.#repair) return;
    this.#failures = 0;
    void this.#watch(true);
  }

  /** What the direct stream brought so far; null while there is none. */
  async readArrived(): Promise<Arrived | null> {
    return (this.#view.get().source === 'webrtc' && (await this.#transport?.readArrived())) || null;
  }

  /** Ends watching; the server closes this tab's media when the tab leaves the show. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  /** Nothing is shown: a connection that stands is kept for what comes, and one is made when that is near. */
  #wait(): void {
    if (this.#generation !== null || this.#view.get().step !== 'idle') {
      if (this.#isUp) this.#endRound();
      else this.#drop();
    }
    this.#show({ step: 'idle', problem: null, stream: null });
    if (this.#watchable?.isNear && this.#lobby === 'cold' && !this.#isUp) void this.#prepare();
  }

  /** Connects by a silent track, so that the first picture costs one round trip. Whoever is refused starts cold, no more. */
  async #prepare(): Promise<void> {
    this.#lobby = 'asked';
    this.#round += 1;
    const round = this.#round;
    try {
      const device = await this.#devices.get();
      const { showId, send } = this.#deps;
      const { rtpCapabilities } = device;
      const { consumers, transport } = await send(commands.prepareWatch, { showId, rtpCapabilities });
      if (round !== this.#round) return;
      this.#closeTransport();
      const current = this.#openTransport(device, transport);
      this.#transport = current;
      await Promise.all(consumers.map((options) => current.consume(options)));
    } catch {
      if (round === this.#round) this.#prepareLater();
    }
  }

  #prepareLater(): void {
    clearTimeout(this.#repair);
    const again = () => {
      this.#lobby = 'cold';
      this.#wait();
    };
    this.#repair = setTimeout(again, PREPARE_AGAIN_MS * (1 + this.#deps.random()));
  }

  async #watch(startsAfresh: boolean): Promise<void> {
    this.#lobby = 'cold';
    const round = this.#beginRound();
    try {
      if (startsAfresh) await this.#forgetTransport();
      const device = await this.#devices.get();
      const answer = await this.#deps.send(commands.watch, {
        showId: this.#deps.showId,
        rtpCapabilities: device.rtpCapabilities,
        picture: this.#deps.findPicture(),
      });
      if (round !== this.#round) return;
      this.#deps.mark('answered');
      await this.#adopt(device, answer, round);
    } catch (error) {
      if (round === this.#round) this.#onFailed(error);
    }
  }

  #beginRound(): number {
    this.#round += 1;
    clearTimeout(this.#repair);
    this.#repair = undefined;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#onDeadline(), ICE_DEADLINE_MS);
    this.#deps.mark('asked');
    this.#show({ step: 'asking' });
    return this.#round;
  }

  /** A transport whose handshake failed cannot be used again: the server should make another one. */
  async #forgetTransport(): Promise<void> {
    this.#closeTransport();
    await this.#deps.send(commands.stopMedia, { showId: this.#deps.showId }).catch(() => {});
  }

  async #adopt(device: WatchDevice, { consumers, generation, transport }: Watched, round: number): Promise<void> {
    this.#generation = generation;
    this.#pictureless = consumers.some(({ kind }) => kind === 'video') ? null : generation;
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
      onIce: () => ours() && this.#deps.mark('ice'),
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
    this.#deps.mark('connected');
    if (this.#generation === null) return; // Somebody who waits is connected; there is no picture to speak of.
    this.#show({ step: 'connected', problem: null });
  }

  /** A change of network often needs new ICE credentials only; when that does not help in 3 s, all is made anew. */
  #onLost(): void {
    if (this.#repair && !this.#isUp) return;
    this.#isUp = false;
    const transport = this.#transport;
    clearTimeout(this.#repair);
    if (this.#generation === null) {
      this.#closeTransport();
      this.#prepareLater();
      return;
    }
    this.#repair = setTimeout(() => void this.#watch(true), ICE_RESTART_GRACE_MS);
    if (!transport) return;
    this.#deps
      .send(commands.restartIce, { showId: this.#deps.showId, transportId: transport.id })
      .then(async ({ iceParameters }) => {
        if (this.#transport === transport) await transport.restartIce(iceParameters);
      })
      .catch((error: unknown) => {
        // The timer above is the next step, unless it is known already that nothing is left to mend.
        if (this.#transport === transport && toFailureCode(error) === 'media.transport_gone') void this.#watch(true);
      });
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
    this.#endRound();
    this.#closeTransport();
  }

  #endRound(): void {
    this.#round += 1;
    this.#generation = null;
    this.#wantsHls = false;
    this.#lobby = 'cold';
    clearTimeout(this.#deadline);
    clearTimeout(this.#repair);
  }

  #closeTransport(): void {
    const transport = this.#transport;
    this.#transport = null;
    this.#isUp = false;
    this.#deps.mark('lost');
    for (const consumer of this.#consumers.splice(0)) consumer.close();
    transport?.close();
    this.#show({ stream: null });
  }

  #show(change: Partial<WatchView>): void {
    const before = this.#view.get();
    const wish = { prefersHls: this.#wantsHls && !this.#isUp, pictureless: this.#pictureless };
    const view = toWatchView({ ...before, ...change }, { watchable: this.#watchable, ...wish });
    if (!isSameView(view, before)) this.#view.set(view);
  }
}
