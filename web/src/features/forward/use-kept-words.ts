import type { catalog, shares } from '@shoal/contract';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { CallFailure } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { leaveOut } from './leave-out.ts';

type Tone = shares.WordsTone;
type Kept = shares.KeptWords;
type KeptList = { kept: Kept[] };

/** The words of a material in a tone, as the crew wrote them; never the task's words, which are for her. */
export const originalOf = ({ text, title, tones }: catalog.Material, tone: Tone): string =>
  (tone === 'plain' ? undefined : tones?.[tone]) ?? (text || title);

/** The tones that somebody wrote, the plain one first. */
export const tonesOf = ({ tones = {} }: catalog.Material): Tone[] => [
  'plain',
  ...(['expert', 'warm', 'short'] as const).filter((tone) => tones[tone]),
];

const listKept = { queryKey: queryKeys.keptWords, queryFn: () => call(api.listKeptWords, {}), staleTime: 60_000 };
const wordsOfKept = (material: catalog.Material, kept: Pick<Kept, 'tone' | 'words'> | undefined) =>
  kept?.words ?? originalOf(material, kept?.tone ?? 'plain');

/** Her words for a link, where one tap has to do; those of the crew when hers cannot be read. */
export async function fetchWords(
  client: QueryClient,
  material: catalog.Material,
  share: Pick<shares.Share, 'unproven'>,
): Promise<string> {
  const list = await client.ensureQueryData<KeptList>(listKept).catch(() => undefined);
  const kept = list?.kept.find(({ materialId }) => materialId === material.materialId);
  return leaveOut(wordsOfKept(material, kept), share.unproven);
}

type Link = Pick<shares.Share, 'unproven'> | undefined;

/** The words that she sends along, without what nothing proves any more: a tone, and her own version where she made one. Kept for the next time, on any phone of hers. */
export function useKeptWords(material: catalog.Material, share: Link) {
  const { materialId } = material;
  const withheld = share?.unproven ?? [];
  const canKeep = share !== undefined;
  const { data } = useQuery<KeptList>(listKept);
  const stored = data?.kept.find((kept) => kept.materialId === materialId);
  const [draft, setDraft] = useState<{ tone: Tone; words: string } | null>(null);
  const tone = draft?.tone ?? stored?.tone ?? 'plain';
  const words = draft?.words ?? leaveOut(wordsOfKept(material, stored), withheld);
  const toOriginal = (of: Tone) => leaveOut(originalOf(material, of), withheld);
  const original = toOriginal(tone);
  const { error, isSuccess, keep, sent } = useKeep(materialId);
  const known = sent ?? stored;
  const isUnkept =
    draft !== null && (draft.tone !== known?.tone || draft.words !== leaveOut(wordsOfKept(material, known), withheld));
  const save = (next = draft) => {
    if (!next || !canKeep) return;
    const isOriginal = next.words.trim() === toOriginal(next.tone);
    keep({ tone: next.tone, words: isOriginal ? null : next.words });
  };
  const saveIfChanged = () => isUnkept && save();
  useOnLeaving(saveIfChanged);
  const put = (next: { tone: Tone; words: string }) => {
    setDraft(next);
    save(next);
  };
  return {
    words,
    tone,
    tones: tonesOf(material),
    isChanged: words !== original,
    /** What was left out, since its proof ran out. */
    withheld,
    /** The sentence that nothing proves. */
    unproven: error instanceof CallFailure ? error.marks[0]?.sentence : undefined,
    state: error ? ('failed' as const) : isSuccess && !isUnkept ? ('kept' as const) : null,
    write: (next: string) => setDraft({ tone, words: next }),
    pick: (next: Tone) => put({ tone: next, words: toOriginal(next) }),
    reset: () => put({ tone, words: original }),
    saveIfChanged,
  };
}

/** Writes one after another, so that the last one stands; the list shows each at once. */
function useKeep(materialId: Kept['materialId']) {
  const client = useQueryClient();
  const { error, isSuccess, mutate, variables } = useMutation({
    mutationFn: (kept: Omit<Kept, 'materialId'>) => call(api.keepWords, { materialId, ...kept }),
    scope: { id: `keep-words-${materialId}` },
    onSuccess: (kept) =>
      client.setQueryData<KeptList>(queryKeys.keptWords, (list) => ({
        kept: [kept, ...(list?.kept.filter((one) => one.materialId !== materialId) ?? [])],
      })),
  });
  return { error, isSuccess, keep: mutate, sent: error ? undefined : variables };
}

/** Runs the newest `act` when the component goes. */
function useOnLeaving(act: () => void): void {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => () => newest.current(), []);
}
