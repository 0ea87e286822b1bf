// The recorder as a node runs it, in a process of its own: packets from two UDP ports, runs into a folder.
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import process from 'node:process';
import { BootId, NodeId, RunId, ShowId } from '@shoal/contract';
import { RunOutput } from '../../src/hls/run-output.ts';
import { openLog } from '../../src/platform/log.ts';
import { ShowRecorder } from '../../src/recording/show-recorder.ts';
import type { TapTrack } from '../../src/recording/tap.ts';

const [ffmpegPath = 'ffmpeg', storeDir = '', videoPort = '0', audioPort = '0'] = process.argv.slice(2);
const tracks: readonly (TapTrack & { port: number })[] = [
  { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: 90_000, port: Number(videoPort) },
  { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, port: Number(audioPort) },
];

const recorder = new ShowRecorder(
  {
    ffmpegPath,
    log: openLog('silent'),
    now: Date.now,
    onKeyFrames: () => undefined,
    onWriteFailed: (error) => {
      throw error;
    },
    openTap: async (_, { onRtp }) => {
      for (const { kind, port } of tracks) {
        const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
        socket.on('message', (packet) => onRtp(kind, packet));
        socket.bind(port, '127.0.0.1');
      }
      return { tracks, start: async () => undefined, requestKeyFrame: () => undefined, close: () => undefined };
    },
    openRunOutput: (plan) =>
      new RunOutput(
        {
          storeDir,
          nodeId: NodeId.parse('bench'),
          bootId: BootId.parse(randomUUID()),
          newRunId: () => RunId.parse(randomUUID()),
          onRunOpened: () => undefined,
          onSegmentClosed: () => undefined,
          onRunClosed: () => undefined,
          onPart: () => undefined,
          onPartsEnded: () => undefined,
        },
        plan,
      ),
  },
  { showId: ShowId.parse(randomUUID()), fence: 1, place: { ordinal: 0, programmeStartMs: 0 } },
);
process.once('SIGTERM', () => void recorder.stop('stopped').then(() => process.exit(0)));
