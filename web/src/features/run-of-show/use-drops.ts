import type { shows } from '@shoal/contract';
import { RECALL_OFFER_MS } from '@shoal/contract/limits';
import { useRef, useState } from 'react';
import { toFailureCode } from '../../api/call-failure.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import type { Drop } from '../../live/show-story.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

type Material = shows.Segment['materials'][number];
export type DropActs = {
  drop: (materialId: string, key: string) => Promise<{ seq: number }>;
  recall: (dropSeq: number) => Promise<{ seq: number }>;
};
export type DropMark = {
  isDropping: boolean;
  times: number;
  isRecalled: boolean;
  recallSeq: number | null;
  recallSeconds: number;
};

const MAX_TRIES = 20;
const TRY_AGAIN_MS = 1_000;

/** Drops and recalls, and what each material's card says. A lost answer is asked for again with the same key. */
export function useDrops(drops: readonly Drop[], acts: DropActs) {
  const words = useWords().studio;
  const toWords = useFailureWords();
  const now = useNow(500);
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [offered, setOffered] = useState<{ seq: number; untilMs: number } | null>(null);
  const busy = useRef(new Set<string>());

  const setBusy = (materialId: string, isBusy: boolean) => {
    if (isBusy) busy.current.add(materialId);
    else busy.current.delete(materialId);
    setPending(new Set(busy.current));
  };
  const drop = async (material: Material) => {
    if (busy.current.has(material.materialId)) return;
    setBusy(material.materialId, true);
    try {
      const { seq } = await untilAnswered(randomUuid(), (key) => acts.drop(material.materialId, key));
      setOffered({ seq, untilMs: Date.now() + RECALL_OFFER_MS });
    } catch (error) {
      showFailure(toWords(error));
    }
    setBusy(material.materialId, false);
  };
  const recall = async (seq: number, title: string) => {
    setOffered(null);
    await acts.recall(seq).then(
      () => showDone(words.recallDone(title)),
      (error: unknown) => showFailure(toWords(error)),
    );
  };
  const markOf = (materialId: string): DropMark => {
    const own = drops.filter((done) => done.material.materialId === materialId);
    const last = own.at(-1);
    const leftMs = offered && last?.seq === offered.seq && !last.isRecalled ? offered.untilMs - now : 0;
    return {
      isDropping: pending.has(materialId),
      times: own.filter((done) => !done.isRecalled).length,
      isRecalled: last?.isRecalled ?? false,
      recallSeq: leftMs > 0 ? (last?.seq ?? null) : null,
      recallSeconds: Math.ceil(leftMs / 1_000),
    };
  };
  return { drop, recall, markOf };
}

async function untilAnswered<T>(key: string, send: (key: string) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send(key);
    } catch (error) {
      if (toFailureCode(error) !== 'offline' || tries >= MAX_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}
