import { nodes, type RouteResponse } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import pageStyles from './page.module.css';
import own from './start-waits.module.css';
import tableStyles from './table.module.css';

const REFRESH_MS = 5_000;

/** What viewers waited for at each step of a start, and why some got HLS. */
export function StartWaits() {
  const { starts: words } = useWords().nodes;
  const { data, error, refetch } = useQuery<RouteResponse<typeof nodes.summariseStarts>>({
    queryKey: queryKeys.starts,
    queryFn: ({ signal }) => call(api.summariseStarts, {}, signal),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section className={own.starts} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className={pageStyles.lead}>{words.lead}</p>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
      {data?.groups.length === 0 && <EmptyState icon="network" title={words.empty} text={words.emptyText} />}
      {data && data.groups.length > 0 && <StartsTable groups={data.groups} />}
      {data && data.falls.length > 0 && <Falls falls={data.falls} />}
    </section>
  );
}

function StartsTable({ groups }: { groups: readonly nodes.StartGroup[] }) {
  const { starts: words } = useWords().nodes;
  const heads = [words.kind, words.count, ...nodes.START_STEPS.map((step) => words.step[step])];
  return (
    <div className={tableStyles.tableBox}>
      <table className={tableStyles.table} data-figures>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <StartLine key={`${group.route} ${group.isWarm}`} group={group} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StartLine({ group: { isWarm, route, starts, steps } }: { group: nodes.StartGroup }) {
  const { starts: words } = useWords().nodes;
  const kind = route === 'hls' ? 'hls' : isWarm ? 'warm' : 'cold';
  return (
    <tr>
      <td>
        <strong>{words.kinds[kind]}</strong>
      </td>
      <td data-label={words.count}>{starts}</td>
      {nodes.START_STEPS.map((step) => {
        const wait = steps[step];
        return (
          <td key={step} className={tableStyles.nodeLine} data-label={words.step[step]}>
            {wait ? words.wait(wait.p50Ms, wait.p95Ms) : words.none}
          </td>
        );
      })}
    </tr>
  );
}

function Falls({ falls }: { falls: readonly nodes.HlsFall[] }) {
  const { starts: words } = useWords().nodes;
  return (
    <>
      <h3>{words.falls}</h3>
      <ul className={own.falls}>
        {falls.map(({ reason, starts }) => (
          <li key={reason}>{words.fall(words.reason[reason], starts)}</li>
        ))}
      </ul>
    </>
  );
}
