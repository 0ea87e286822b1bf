import { createWorker, type types } from 'mediasoup';
import type { Log } from '../platform/log.ts';

const EXIT_WAIT_MS = 2_000;

export type WorkerSlotOptions = {
  workerBin: string | undefined;
  listenInfos: types.TransportListenInfo[];
  log: Log;
};

export type WorkerCloseReason = 'closed' | 'died';

/** Owns one mediasoup worker and its WebRtcServer: one UDP and one TCP port per address. */
export class WorkerSlot {
  /** Settles once, whoever ended the worker. */
  readonly closed: Promise<WorkerCloseReason>;
  readonly webRtcServer: types.WebRtcServer;
  readonly worker: types.Worker;
  readonly #exited: Promise<void>;

  /** @throws Error when the binary does not start or a port is taken. */
  static async open({ workerBin, listenInfos, log }: WorkerSlotOptions): Promise<WorkerSlot> {
    const worker = await startWorker(workerBin);
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos });
      log.info({ workerPid: worker.pid, listenInfos }, 'media worker up');
      return new WorkerSlot(worker, webRtcServer);
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  private constructor(worker: types.Worker, webRtcServer: types.WebRtcServer) {
    this.worker = worker;
    this.webRtcServer = webRtcServer;
    this.#exited = new Promise((resolve) => worker.once('subprocessclose', () => resolve()));
    this.closed = new Promise((resolve) => {
      worker.once('died', () => resolve('died'));
      worker.observer.once('close', () => queueMicrotask(() => resolve('closed'))); // Fires with `died` too, which wins.
    });
  }

  /** Ends the worker and waits until its process is gone. Safe to call twice. */
  async close(): Promise<void> {
    const { pid } = this.worker;
    this.worker.close();
    const timer = setTimeout(() => killQuietly(pid), EXIT_WAIT_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}

/** mediasoup closes its workers at the first SIGTERM; ours stay until the recordings are finalised. */
async function startWorker(workerBin: string | undefined): Promise<types.Worker> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const worker = await createWorker({ logLevel: 'warn', ...(workerBin === undefined ? {} : { workerBin }) });
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
    }
  }
  return worker;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself in the meantime.
  }
}
