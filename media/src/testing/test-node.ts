import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mediaNode, NodeId, type RunId, ShowId } from '@shoal/contract';
import { type MediaNode, openMediaNode } from '../compose.ts';
import type { Config } from '../config.ts';
import { readSegments } from '../hls/programme-place.ts';
import { listShowRuns, type Run, runFolder } from '../hls/run-folder.ts';
import { openLog } from '../platform/log.ts';
import { FakeServer } from './fake-server.ts';
import { requireWorkerBin } from './require-worker-bin.ts';
import { makeTestMedia } from './test-media.ts';

const LENGTH_SECONDS = 130;
// Below the ports that the kernel gives to outgoing connections: one of those would hold ours.
const PORTS_FROM = 20_000;
const PORTS_TO = 32_000;

/** A whole media node on a real worker and a real ffmpeg, dialled into a fake server. */
export class TestNode {
  readonly server: FakeServer;
  readonly node: MediaNode;
  readonly storeDir: string;
  readonly config: Config;

  static async open(changes: Partial<Config> = {}): Promise<TestNode> {
    const server = await FakeServer.open();
    const storeDir = changes.storeDir ?? (await mkdtemp(join(tmpdir(), 'shoal-store-')));
    const config: Config = {
      serverUrl: server.url,
      clusterSecret: 'a-secret-that-only-the-tests-know-about',
      nodeId: NodeId.parse('test'),
      mediaAddresses: ['127.0.0.1'],
      mediaPortBase: randomInt(PORTS_FROM, PORTS_TO),
      workers: 1,
      maxPeersPerWorker: 280,
      pipeAddress: '127.0.0.1',
      pipePortMin: 42_100,
      pipePortMax: 42_999,
      storeDir,
      demoDir: dirname(await flashFile(1280, 720)),
      minFreeDiskBytes: 0,
      ffmpegPath: process.env.FFMPEG_PATH || 'ffmpeg',
      workerBin: requireWorkerBin(),
      metricsPort: undefined,
      liveEdge: { host: '127.0.0.1', port: 0, url: undefined, tls: undefined },
      s3: undefined,
      logLevel: process.env.TEST_LOG_LEVEL ?? 'silent',
      ...changes,
    };
    const node = await openMediaNode(config, openLog(config.logLevel));
    await server.next(mediaNode.register);
    return new TestNode(server, node, config);
  }

  private constructor(server: FakeServer, node: MediaNode, config: Config) {
    this.server = server;
    this.node = node;
    this.storeDir = config.storeDir;
    this.config = config;
  }

  /** A show that records, with a synthetic host on its stage. */
  async liveShow(width = 1280, height = 720): Promise<ShowId> {
    const showId = ShowId.parse(randomUUID());
    await this.server.call(mediaNode.startRecording, { showId, fence: 1, programmeStartMs: 0 });
    await this.publish(showId, width, height);
    return showId;
  }

  async publish(showId: ShowId, width: number, height: number, keyEverySeconds = 1): Promise<void> {
    const file = basename(await makeTestMedia({ width, height, seconds: LENGTH_SECONDS, keyEverySeconds }));
    await this.server.call(mediaNode.publishFile, { showId, peerId: `${showId} file-${width}`, file });
  }

  runs(showId: ShowId): Promise<Run[]> {
    return listShowRuns(this.storeDir, showId);
  }

  segments(run: Run): Promise<mediaNode.RecordedSegment[]> {
    return readSegments(this.storeDir, run);
  }

  folder(showId: ShowId, runId: RunId): string {
    return runFolder(this.storeDir, showId, runId);
  }

  async close(): Promise<void> {
    await this.node.close();
    await this.server.close();
    await rm(this.storeDir, { recursive: true, force: true });
  }
}

const flashFile = (width: number, height: number) => makeTestMedia({ width, height, seconds: LENGTH_SECONDS });
