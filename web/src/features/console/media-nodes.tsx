import { Badge, Button } from '@mantine/core';
import type { nodes } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import pageStyles from './page.module.css';
import { StartWaits } from './start-waits.tsx';
import tableStyles from './table.module.css';
import { useMediaNodes } from './use-media-nodes.ts';

/** The media nodes, what is on each, and the way to take one out of service. */
export function MediaNodes() {
  const { nodes: words } = useWords();
  const { drain, error, isDraining, nodes, refetch } = useMediaNodes();
  const [asked, setAsked] = useState<nodes.NodeState | null>(null);
  const close = () => setAsked(null);
  const isAlone = nodes?.filter(({ state }) => state !== 'draining').length === 1;
  return (
    <>
      <header className={pageStyles.pageHead}>
        <h1>{words.title}</h1>
      </header>
      <p className={pageStyles.lead}>{words.lead}</p>
      {error && !nodes && <FailedState error={error} onRetry={refetch} />}
      {!nodes && !error && <SkeletonRows count={3} height={72} gap={8} />}
      {nodes?.length === 0 && <EmptyState icon="network" title={words.empty} text={words.emptyText} />}
      {nodes && nodes.length > 0 && <NodesTable nodes={nodes} onDrain={setAsked} />}
      <StartWaits />
      <ConfirmDialog
        isOpen={asked !== null}
        title={words.drainTitle(asked?.nodeId ?? '')}
        act={words.drain}
        isDangerous
        isBusy={isDraining}
        onAct={() => asked && drain(asked.nodeId, close)}
        onClose={close}
      >
        {isAlone ? words.drainAlone : words.drainText}
      </ConfirmDialog>
    </>
  );
}

type NodesTableProps = { nodes: readonly nodes.NodeState[]; onDrain: (node: nodes.NodeState) => void };

function NodesTable({ nodes, onDrain }: NodesTableProps) {
  const { nodes: words, console: own } = useWords();
  return (
    <div className={tableStyles.tableBox}>
      <table className={tableStyles.table} data-figures>
        <thead>
          <tr>
            {[words.node, words.stateHead, words.viewers, words.workers, words.disk, words.shows].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{own.column.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <NodeLine key={node.bootId} node={node} onDrain={() => onDrain(node)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const colours = { up: 'teal', unready: 'amber', draining: 'gray' } as const;
const BYTES_PER_GB = 1e9;

type NodeLineProps = { node: nodes.NodeState; onDrain: () => void };
function NodeLine({ node: { load, nodeId, shows, state }, onDrain }: NodeLineProps) {
  const { nodes: words } = useWords();
  const peers = load.workerLoads.reduce((sum, worker) => sum + worker.peers, 0);
  return (
    <tr>
      <td>
        <strong className={tableStyles.nodeLine}>{nodeId}</strong>
      </td>
      <td>
        <Badge variant="light" color={colours[state]} radius="sm" tt="none">
          {words.state[state]}
        </Badge>
      </td>
      <td className={tableStyles.nodeLine} data-label={words.viewers}>
        {words.of(peers, load.maxPeersPerWorker * load.workerLoads.length)}
      </td>
      <td data-label={words.workers}>
        <div>
          {load.workerLoads.map(({ cpuRatio, peers: own, pid }) => (
            <div key={pid} className={tableStyles.nodeLine}>
              {words.worker(Math.round(cpuRatio * 100), own)}
            </div>
          ))}
        </div>
      </td>
      <td data-label={words.disk}>{(load.freeDiskBytes / BYTES_PER_GB).toFixed(0)} GB</td>
      <td>
        {shows.length === 0 && <span className={pageStyles.faint}>{words.noShows}</span>}
        {shows.map(({ isOrigin, showId, title, viewers }) => (
          <div key={showId}>{isOrigin ? words.origin(title, viewers) : words.pulled(title, viewers)}</div>
        ))}
      </td>
      <td>
        <Button
          size="compact-sm"
          disabled={state === 'draining'}
          onClick={onDrain}
          aria-label={words.drainTitle(nodeId)}
        >
          {words.drain}
        </Button>
      </td>
    </tr>
  );
}
