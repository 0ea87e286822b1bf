import type { accounts } from '@shoal/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { DropActs, DropMarks } from '../features/drops/drop-card.tsx';
import { useMaterialActs } from '../features/forward/use-material-acts.ts';
import { useShares } from '../features/forward/use-shares.ts';
import { useFailureWords } from '../hooks/use-failure-words.ts';
import { useWords } from '../hooks/use-words.ts';
import type { Room } from '../live/room.ts';
import type { Drop } from '../live/show-story.ts';
import { showDone, showFailure } from '../ui/toast.tsx';
import type { OpenSheet } from './live-room.tsx';
import { useSignal } from './use-room.ts';

type RoomActsOptions = { room: Room; me: accounts.Me; showId: string; openSheet: (sheet: OpenSheet) => void };

/** Joins what the cards need from the features beside them: her links, her receipts, saving, copying, forwarding. */
export function useRoomActs({ me, openSheet, room, showId }: RoomActsOptions) {
  const { feed } = useWords().room;
  const toWords = useFailureWords();
  const canForward = me.role === 'shopkeeper';
  const shares = useShares(showId, canForward);
  const receipts = useSignal(room.receipts);
  const visits = useVisits(room, shares);
  const onSaved = useCallback((seq: number) => room.reportSaved(seq), [room]);
  const onSeen = useCallback((seq: number) => room.reportSeen([seq]), [room]);
  const forwardDeps = { showId, ensure: shares.ensure, recordEvidence: shares.recordEvidence, onSaved };
  const material = useMaterialActs({
    ...forwardDeps,
    onDone: (outcome) => showDone(outcome === 'saved' ? feed.savedToast : feed.copiedToast),
    onFailed: (error) => showFailure(toWords(error)),
    onNeedsSheet: (forwarded) => openSheet({ kind: 'forward', forwarded }),
  });
  const marksOf = (drop: Drop): DropMarks => {
    const share = shares.find(drop.material.materialId);
    return {
      isSeen: receipts?.seen.includes(drop.seq) ?? false,
      isSaved: receipts?.saved.includes(drop.seq) ?? false,
      isForwarded: Boolean(share?.evidence),
      visitors: share?.visitors ?? 0,
    };
  };
  const forDrops: DropActs | null = canForward
    ? {
        onSave: (drop) => void material.save(drop),
        onCopy: (drop) => void material.copy(drop),
        onForward: (drop) => openSheet({ kind: 'forward', forwarded: drop }),
        busy: material.busy,
      }
    : null;
  return { ...visits, shares, forwardDeps, forDrops, marksOf, onSeen };
}

type Shares = ReturnType<typeof useShares>;

/** Each visitor moves the numbers and comes by in a note. */
function useVisits(room: Room, { find, receiveVisit }: Shares) {
  const [visit, setVisit] = useState<{ visitors: number; title: string } | null>(null);
  useEffect(
    () =>
      room.onVisit((said) => {
        receiveVisit(said);
        setVisit({ visitors: said.visitors, title: find(said.materialId)?.title ?? '' });
      }),
    [room, find, receiveVisit],
  );
  const hideVisit = useCallback(() => setVisit(null), []);
  return useMemo(() => ({ visit, hideVisit }), [visit, hideVisit]);
}
