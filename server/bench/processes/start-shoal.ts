import { fileURLToPath } from 'node:url';
import { PinnedProcess } from './pinned-process.ts';
import type { Probe } from './probe.ts';

export type ShoalProcess = { process: PinnedProcess<Probe>; port: number };
export type ShoalProcessOptions = {
  databaseUrl: string;
  dataDir: string;
  /** 0 takes a free one; a server that is to come back needs one of its own. */
  port?: number;
  core?: number;
  env?: Record<string, string>;
  nodeFlags?: readonly string[];
  /** The program, which says `server listens` with its port; by default the server of production. */
  entry?: string;
};

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const probe = fileURLToPath(new URL('./probe.ts', import.meta.url));

/** The server as in production, in a process of its own. Resolves once it listens. */
export async function startShoal(options: ShoalProcessOptions): Promise<ShoalProcess> {
  const { core, databaseUrl, dataDir, entry = main, env = {}, nodeFlags = [], port = 0 } = options;
  const started = PinnedProcess.start<Probe>({
    ...(core !== undefined && { core }),
    nodeFlags: ['--expose-gc', '--import', probe, ...nodeFlags],
    args: [entry],
    env: {
      NODE_ENV: 'production',
      PATH: '/usr/bin:/bin',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      CLUSTER_SECRET: 'a-secret-that-only-the-bench-knows-about',
      ...env,
    },
  });
  const listening = await started.said((line) => (line.msg === 'server listens' ? Number(line.port) : undefined));
  return { process: started, port: listening };
}
