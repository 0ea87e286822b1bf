import type { NodeId } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { openObjectStore, type S3Config } from '../platform/object-store.ts';
import type { RunOutputDeps } from './run-output.ts';
import { RunPush } from './run-push.ts';

/** What a node tells of its store. */
export type StoredEvents = Pick<RunOutputDeps, 'onRunOpened' | 'onSegmentClosed' | 'onRunClosed'>;

/** Undefined where this node's disk is the store. */
export function openRunPush(
  { nodeId, s3, storeDir }: { s3: S3Config | undefined; storeDir: string; nodeId: NodeId },
  told: StoredEvents,
  log: Log,
): RunPush | undefined {
  if (!s3) return undefined;
  log.info({ endpoint: s3.endpoint, bucket: s3.bucket }, 'segments go to an object store');
  return new RunPush({ storeDir, nodeId, store: openObjectStore(s3), log, random: Math.random, ...told });
}

/** Hands what is on the disk to the push, which tells of it when it is in the store. */
export const whenPushed = (push: RunPush): StoredEvents => ({
  onRunOpened: (run) => push.openRun(run),
  onSegmentClosed: (showId, runId, segment) => push.closeSegment({ showId, runId }, segment),
  onRunClosed: (run) => push.closeRun(run),
});
