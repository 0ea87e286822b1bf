import type { accounts, catalog } from '@shoal/contract';
import { useCallback, useEffect, useState } from 'react';
import type { DropActs, DropMarks } from '../features/drops/drop-card.tsx';
import type { ForwardedMaterial } from '../features/forward/use-forward.ts';
import { useMaterialActs } from '../features/forward/use-material-acts.ts';
import { useSaleGains } from '../features/forward/use-sale-gains.ts';
import { useShares } from '../features/forward/use-shares.ts';
import { useFailureWords } from '../hooks/use-failure-words.ts';
import { useWords } from '../hooks/use-words.ts';
import type { Room } from '../live/room.ts';
import { showDone, showFailure } from '../ui/toast.tsx';

type MaterialDeskOptions = {
  me: accounts.Me;
  showId: string;
  /** What is on the cards. */
  drops: readonly Marked[];
  onForward: (forwarded: ForwardedMaterial) => void;
  onSaved: (seq: number) => void;
};
type Marked = { seq: number; material: catalog.Material };

/** Joins what cards need from the features beside them: her links, saving, copying, forwarding. */
export function useMaterialDesk({ drops, me, onForward, onSaved, showId }: MaterialDeskOptions) {
  const { feed } = useWords().room;
  const toWords = useFailureWords();
  const canForward = me.role === 'shopkeeper';
  const shares = useShares(showId, canForward);
  const materials = drops.map(({ material }) => material);
  const gainOf = useSaleGains(showId, materials, canForward);
  const forwardDeps = { showId, ensure: shares.ensure, recordEvidence: shares.recordEvidence, onSaved };
  const acts = useMaterialActs({
    ...forwardDeps,
    onDone: (outcome) => showDone(outcome === 'saved' ? feed.savedToast : feed.copiedToast),
    onFailed: (error) => showFailure(toWords(error)),
    onNeedsSheet: onForward,
  });
  const toMarks = ({ material }: Marked): Pick<DropMarks, 'isForwarded' | 'visitors' | 'perSale'> => {
    const links = shares.findAll(material.materialId);
    return {
      isForwarded: links.some(({ evidence }) => evidence !== null),
      visitors: links.reduce((sum, { visitors }) => sum + visitors, 0),
      perSale: gainOf(material)?.perSale ?? null,
    };
  };
  const forDrops: DropActs | null = canForward
    ? {
        onSave: (drop) => void acts.save(drop),
        onCopy: (drop) => void acts.copy(drop),
        onForward,
        busy: acts.busy,
      }
    : null;
  return { shares, forwardDeps, forDrops, toMarks };
}

/** Each visit moves the numbers and comes by in a note. */
export function useLiveVisits(room: Room, { findAll, receiveVisit }: ReturnType<typeof useShares>) {
  const [visit, setVisit] = useState<{ visitors: number; visits: number; title: string } | null>(null);
  useEffect(
    () =>
      room.onVisit((said) => {
        receiveVisit(said);
        const { visitors, visits } = said;
        setVisit({ visitors, visits, title: findAll(said.materialId)[0]?.title ?? '' });
      }),
    [room, findAll, receiveVisit],
  );
  const hideVisit = useCallback(() => setVisit(null), []);
  return { visit, hideVisit };
}
