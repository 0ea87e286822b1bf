import type { NodeId } from '@shoal/contract';
import { closeAbandonedRun, listRuns, type Run } from './run-folder.ts';

/** Closes on disk what an earlier process of this node left open when it died; answers with those runs. */
export async function closeAbandonedRuns(storeDir: string, nodeId: NodeId): Promise<Run[]> {
  const abandoned = (await listRuns(storeDir)).filter((run) => run.state === 'open' && run.nodeId === nodeId);
  return await Promise.all(abandoned.map((run) => closeAbandonedRun(storeDir, run)));
}
