import { Button, Checkbox, Group, Select } from '@mantine/core';
import { type RouteResponse, tasks } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { joinWords } from '../../ui/join-words.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import pageStyles from './page.module.css';
import tableStyles from './table.module.css';

/** Orders are judged in the ledger, and their evidence follows. */
const judgedHere = tasks.HoldReason.exclude(tasks.judgedWithOrder).options;

type Evidence = tasks.HeldEvidence;
type Verdict = Evidence['verdict'];

/** Forwards that look as if no person made them: the operator releases or rejects them, and may take that back. */
export function HeldEvidence() {
  const { held } = useWords().tasks;
  const { data, error, filter, refetch, set } = useHeld();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const rows = data?.evidence ?? [];
  const isFiltered = filter.verdict !== 'held' || filter.reason !== '';
  const ids = rows.flatMap(({ evidenceId }) => (chosen.includes(evidenceId) ? [evidenceId] : []));
  const judge = useJudge(() => setChosen([]));
  const act = (verdict: Verdict) => judge.mutate({ evidenceIds: ids, from: filter.verdict, verdict });
  const isIdle = ids.length === 0 || judge.isPending;
  return (
    <>
      <header className={pageStyles.pageHead}>
        <h1>{held.title}</h1>
        <Group gap="xs">
          {filter.verdict !== 'rejected' && (
            <Button disabled={isIdle} onClick={() => act('rejected')}>
              {held.reject}
            </Button>
          )}
          {filter.verdict !== 'released' && (
            <Button variant="filled" disabled={isIdle} onClick={() => act('released')}>
              {held.release}
            </Button>
          )}
        </Group>
      </header>
      <p className={pageStyles.lead}>{held.lead}</p>
      <div className={pageStyles.filters}>
        <Select
          aria-label={held.what}
          data={Object.entries(held.verdict).map(([value, label]) => ({ value, label }))}
          value={filter.verdict}
          onChange={(verdict) => set({ ...filter, verdict: (verdict ?? 'held') as Verdict })}
        />
        <Select
          aria-label={held.why}
          data={[
            { value: '', label: held.allReasons },
            ...judgedHere.map((value) => ({ value, label: held.reason[value] })),
          ]}
          value={filter.reason}
          onChange={(reason) => set({ ...filter, reason: (reason ?? '') as typeof filter.reason })}
        />
      </div>
      {error && <FailedState error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonRows count={6} height={48} gap={8} />}
      {data && rows.length === 0 && isFiltered && <EmptyState icon="check" title={held.noneFits} />}
      {data && rows.length === 0 && !isFiltered && <EmptyState icon="check" title={held.empty} text={held.emptyText} />}
      {data && rows.length > 0 && <HeldTable rows={rows} chosen={chosen} onChoose={setChosen} />}
      {data && data.total > rows.length && <p>{held.more(rows.length, data.total)}</p>}
    </>
  );
}

type HeldTableProps = {
  rows: readonly Evidence[];
  chosen: readonly string[];
  onChoose: (ids: readonly string[]) => void;
};

function HeldTable({ chosen, onChoose, rows }: HeldTableProps) {
  const { held, studio } = useWords().tasks;
  const locale = useLocale();
  const areAll = rows.every(({ evidenceId }) => chosen.includes(evidenceId));
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className={tableStyles.tableBox}>
      <table className={tableStyles.table} data-choice>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                label={held.chooseAll}
                checked={areAll}
                onChange={() => onChoose(areAll ? [] : rows.map(({ evidenceId }) => evidenceId))}
              />
            </th>
            {[held.what, held.grade, held.why, held.when].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, evidenceId, grade, reasons, shopkeeper, showTitle, taskTitle }) => (
            <tr key={evidenceId}>
              <td>
                <Checkbox
                  label={shopkeeper.displayName}
                  aria-label={held.choose(shopkeeper.displayName)}
                  checked={chosen.includes(evidenceId)}
                  onChange={() => toggle(evidenceId)}
                />
              </td>
              <td>
                {taskTitle} · {showTitle}
              </td>
              <td>{studio.grade[grade]}</td>
              <td>
                {joinWords(
                  reasons.map((reason) => held.reason[reason]),
                  locale,
                )}
              </td>
              <td className={pageStyles.faint}>{formatMoment(at, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is held, by the filter in the address. */
function useHeld() {
  const [params, setParams] = useSearchParams();
  const filter = {
    verdict: (params.get('verdict') ?? 'held') as Verdict,
    reason: (params.get('reason') ?? '') as tasks.HoldReason | '',
  };
  const { data, error, refetch } = useQuery<RouteResponse<typeof tasks.listHeldEvidence>>({
    queryKey: queryKeys.heldEvidence(filter),
    queryFn: ({ signal }) =>
      call(
        api.listHeldEvidence,
        { verdict: filter.verdict, ...(filter.reason !== '' && { reason: filter.reason }) },
        signal,
      ),
  });
  const set = (next: typeof filter) =>
    setParams({ verdict: next.verdict, ...(next.reason && { reason: next.reason }) });
  return { data, error, filter, set, refetch: () => void refetch() };
}

type Judgement = { evidenceIds: Evidence['evidenceId'][]; from: Verdict; verdict: Verdict };

/** Judges the chosen ones at once; the note that says so offers the way back. */
function useJudge(onDone: () => void) {
  const { held } = useWords().tasks;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const send = async ({ evidenceIds, verdict }: Pick<Judgement, 'evidenceIds' | 'verdict'>) => {
    const { changed } = await call(api.judgeEvidence, { evidenceIds, verdict });
    await client.invalidateQueries({ queryKey: queryKeys.allHeldEvidence });
    return changed;
  };
  const fail = (error: unknown) => showFailure(toWords(error));
  return useMutation({
    mutationFn: send as (judgement: Judgement) => Promise<number>,
    onError: fail,
    onSuccess: (changed, { evidenceIds, from, verdict }) => {
      onDone();
      const text = verdict === 'released' ? held.released(changed) : held.rejected(changed);
      showDone(text, { label: held.undo, act: () => void send({ evidenceIds, verdict: from }).catch(fail) });
    },
  });
}
