import { CallFailure } from '../api/call-failure.ts';
import type { RtpCapabilities, WatchDevice } from './watch-device.ts';
import type { WatchSessionDeps } from './watch-session-deps.ts';

/** Keeps the device that fits what the media node can do; loads it before it is needed, once. */
export class DeviceShelf {
  readonly #deps: Pick<WatchSessionDeps, 'findCapabilities' | 'loadDevice'>;
  #device: Promise<WatchDevice> | null = null;
  #loadedFor: string | null = null;

  constructor(deps: Pick<WatchSessionDeps, 'findCapabilities' | 'loadDevice'>) {
    this.#deps = deps;
  }

  /** Loads the device, unless it is there already for the same capabilities. */
  warm(capabilities: RtpCapabilities): void {
    const key = JSON.stringify(capabilities);
    if (this.#device && key === this.#loadedFor) return;
    const device = this.#deps.loadDevice(capabilities);
    this.#device = device;
    this.#loadedFor = key;
    device.catch(() => {
      if (this.#device === device) this.#device = null;
    });
  }

  /** @throws CallFailure `media.no_node` while nobody knows a node, `media.incompatible` when the browser has no WebRTC. */
  async get(): Promise<WatchDevice> {
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
}
