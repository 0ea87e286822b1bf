import { randomUUID } from 'node:crypto';
import { BootId, RunId, type ShowId } from '@shoal/contract';
import { RunOutput } from '../hls/run-output.ts';
import { openLog } from '../platform/log.ts';
import { ShowRecorder } from '../recording/show-recorder.ts';
import { openRecorderTap } from '../sfu/recorder-tap.ts';
import type { TestNode } from './test-node.ts';

/** A recorder on a node's stage whose every n-th packet is lost for good on the way. */
export function recordWithLoss(node: TestNode, showId: ShowId, everyNth: number): ShowRecorder {
  let packets = 0;
  const { ffmpegPath, nodeId, storeDir } = node.config;
  return new ShowRecorder(
    {
      ffmpegPath,
      log: openLog('silent'),
      now: Date.now,
      openTap: async (_, { onRtp, onSenderReport }) => {
        const stage = node.node.sfu.findStage(showId);
        if (!stage) return null;
        return await openRecorderTap(stage, {
          onSenderReport,
          onRtp: (kind, packet) => {
            packets += 1;
            if (packets % everyNth !== 0) onRtp(kind, packet);
          },
        });
      },
      openRunOutput: (plan) =>
        new RunOutput(
          {
            storeDir,
            nodeId,
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
      onKeyFrames: () => undefined,
      onWriteFailed: (error) => {
        throw error;
      },
    },
    { showId, fence: 1, place: { ordinal: 0, programmeStartMs: 0 } },
  );
}
