import type { accounts, shows } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { isUnproven, toFailureCode } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { chooseOpenParts, emptyPlan, type PlanDraft, toBody, toChanges, toPlan } from './plan-draft.ts';

type Missing = { title?: string; brand?: string; host?: string; segments?: string };
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A plan being edited, and saving it against the version it was made on. */
export function useShowEditor(me: accounts.Me, show: shows.Show | null, onCreated: (showId: string) => void) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [{ base, plan }, setEdited, isRestored] = useDraft<{ base: shows.Show | null; plan: PlanDraft }>(
    `show.${show?.showId ?? 'new'}`,
    () => ({ base: show, plan: show ? toPlan(show) : emptyPlan(ownZone()) }),
  );
  const [brandId, setBrandId] = useState<string | null>(show?.brand.brandId ?? null);
  const [hostId, setHostId] = useState<string | null>(
    show?.host.accountId ?? (me.role === 'host' ? me.accountId : null),
  );
  const [isUnsaved, setUnsaved] = useState(isRestored);
  const [refusals, setRefusals] = useState(0);
  const refuse = () => setRefusals((count) => count + 1);

  const { error, isPending, mutate } = useMutation({
    mutationFn: () => {
      if (base) return call(api.updateShow, { showId: base.showId, version: base.version, ...toChanges(base, plan) });
      return call(api.createShow, {
        brandId: brandId ?? '',
        ...(me.role === 'operator' && hostId && { hostId }),
        ...toBody(plan),
      });
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: queryKeys.shows, exact: true });
      showDone(base ? words.savedPlan : words.created);
      adopt(saved);
      if (!base) onCreated(saved.showId);
    },
    onError: (cause) => {
      if (isUnproven(cause))
        refuse(); // Its field names the sentence.
      else showFailure(toWords(cause));
    },
  });
  const adopt = (newest: shows.Show) => {
    client.setQueryData(queryKeys.show(newest.showId), newest);
    setEdited({ base: newest, plan: toPlan(newest) });
    setUnsaved(false);
  };
  /** She moved the show herself: what she typed goes on from there, with the date that she set. */
  const rebase = (moved: shows.Show) => {
    const { startsAt, timeZone } = toPlan(moved);
    setEdited((before) => ({ base: moved, plan: { ...before.plan, startsAt, timeZone } }));
  };
  const change = (part: Partial<PlanDraft>) => {
    setEdited((before) => ({ ...before, plan: { ...before.plan, ...part } }));
    setUnsaved(true);
  };
  const found: Missing = {
    ...(!plan.title.trim() && { title: words.fillTitle }),
    ...(!brandId && { brand: words.fillBrand }),
    ...(!hostId && { host: words.fillHost }),
    ...(plan.segments.some((segment) => !segment.title.trim()) && { segments: words.fillSegment }),
  };
  const save = () => {
    if (Object.keys(found).length === 0) mutate();
    else refuse();
  };
  const reload = async () => {
    if (base) adopt(await call(api.getShow, { showId: base.showId }));
  };
  // It went on air or ended meanwhile, or somebody else changed it.
  const isOutdated = error !== null && ['shows.changed_meanwhile', 'shows.wrong_state'].includes(toFailureCode(error));
  return {
    open: chooseOpenParts(base?.state ?? 'draft'),
    brandId,
    change,
    error,
    hostId,
    isOutdated,
    isPending,
    isUnsaved,
    /** Told once saving was refused, and no longer than it is so. */
    missing: refusals > 0 ? found : {},
    plan,
    rebase,
    refusals,
    reload,
    save,
    setBrandId,
    setHostId,
  };
}
