import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 10_000;

/** A Redis that keeps nothing, at a port of one's own, to be frozen, killed and started again. */
export class OwnRedis {
  readonly url: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  static async open(port: number): Promise<OwnRedis> {
    const redis = new OwnRedis(port);
    await redis.start();
    return redis;
  }

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Starts it, empty, at the same port. @throws Error when it does not answer within ten seconds. */
  async start(): Promise<void> {
    const settings = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#child = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', settings, { stdio: 'ignore' });
    for (const deadline = Date.now() + START_LIMIT_MS; !(await accepts(this.#port)); await wait(20)) {
      if (Date.now() > deadline) throw new Error('Redis does not start');
    }
  }

  /** Lets it stand still as a machine that hangs: connections stay, nobody answers. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Makes it forget all, as an operator's slip does. */
  async flush(): Promise<void> {
    const line = connect(this.#port, '127.0.0.1');
    line.write('FLUSHALL\r\n');
    await once(line, 'data');
    line.destroy();
  }

  /** Kills it and waits until it is gone. Safe to call twice. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = connect(port, '127.0.0.1', () => resolve(true));
    probe.on('error', () => resolve(false));
    probe.on('connect', () => probe.destroy());
  });
