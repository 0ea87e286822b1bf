import { fileURLToPath } from 'node:url';
import { PinnedProcess } from './pinned-process.ts';
import type { Probe } from './probe.ts';

export type PeerName = 'ws' | 'socket.io';
export type PeerAnswers = Probe & {
  /** Whether broadcasts are to be acknowledged, and how long they shall be. */
  prepare: (input: { payloadBytes: number; acknowledges: boolean }) => void;
  /** Acknowledgements that came since the last question. */
  takeAcknowledged: () => number;
};
export type PeerProcess = { process: PinnedProcess<PeerAnswers>; port: number };

const programs = { ws: 'ws-loop.ts', 'socket.io': 'stock-socket-io.ts' };
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What we compare ourselves with, in a process of its own. Resolves once it listens. */
export async function startPeer(name: PeerName, core: number): Promise<PeerProcess> {
  const started = PinnedProcess.start<PeerAnswers>({
    core,
    nodeFlags: ['--expose-gc', '--import', pathOf('./probe.ts')],
    args: [pathOf(`../peers/${programs[name]}`)],
    env: { NODE_ENV: 'production' },
  });
  const port = await started.said((line) => (line.msg === 'peer listens' ? Number(line.port) : undefined));
  return { process: started, port };
}
