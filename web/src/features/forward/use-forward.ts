import type { catalog } from '@shoal/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { copyText } from '../../ui/copy-text.ts';
import { canDownload, fetchBlob, saveFile, toFileName } from './save-file.ts';
import { useKeptWords } from './use-kept-words.ts';
import { toPrintPath, usePoster } from './use-poster.ts';
import type { LinkOf, Share } from './use-shares.ts';

export type ForwardedMaterial = {
  seq: number;
  material: catalog.Material;
  /** The task that she forwards it for: its link counts for it. */
  task?: { taskId: string; points: number };
};
export type ForwardDeps = {
  showId: string;
  ensure: (link: LinkOf) => Promise<Share>;
  recordEvidence: (shareId: Share['shareId'], grade: 'E0' | 'E1') => Promise<void>;
  onSaved: (seq: number) => void;
};
type Outcome =
  | 'copied'
  | 'saved'
  | 'shared'
  | 'shared_copied'
  | 'copy_failed'
  | 'save_failed'
  | 'print_failed'
  | 'share_failed'
  | null;
/** For a chat, or for print. */
export type PosterFile = 'jpg' | 'png';

/** What is copied for a material: her words, then her link. */
export const toMessage = (words: string, url: string): string => `${words.trim()}\n${url}`.trim();

/** Everything the sheet does: her link, copying, saving, the share sheet, and saying that it is done. */
export function useForward(forwarded: ForwardedMaterial, groupId: string | null, deps: ForwardDeps) {
  const { material, seq, task } = forwarded;
  const { ensure, onSaved, showId } = deps;
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [saving, setSaving] = useState<PosterFile | null>(null);
  const made = useQuery({
    queryKey: ['share-of', showId, material.materialId, task?.taskId, groupId],
    queryFn: () => ensure({ materialId: material.materialId, taskId: task?.taskId, groupId }),
  });
  const share = made.data;
  const kept = useKeptWords(material, share);
  const poster = usePoster(share);
  const file = useShareFile(poster.path);
  const note = useNote(share, deps);
  const message = share ? toMessage(kept.words, share.url) : '';
  const copy = async () => {
    kept.saveIfChanged();
    setOutcome((await copyText(message)) ? 'copied' : 'copy_failed');
  };
  const save = async (format: PosterFile) => {
    if (!poster.path) return;
    kept.saveIfChanged();
    setSaving(format);
    try {
      await saveFile(format === 'png' ? toPrintPath(poster.path) : poster.path, toFileName(material.title, format));
      onSaved(seq);
      note('E1');
      setOutcome('saved');
    } catch {
      setOutcome(format === 'png' ? 'print_failed' : 'save_failed');
    } finally {
      setSaving(null);
    }
  };
  const send = () => {
    kept.saveIfChanged();
    note('E1');
    void openShareSheet(message, file === 'loading' ? null : file).then(setOutcome);
  };
  return {
    kept,
    poster,
    made,
    share,
    outcome,
    saving,
    copy,
    save,
    send,
    note,
    canShare: canOpenShareSheet(),
    isLoadingFile: file === 'loading',
  };
}

export type Forward = ReturnType<typeof useForward>;

/** Says what she did with her link. A note beside the act: when it is lost, the act still stands. */
function useNote(share: Share | undefined, { recordEvidence }: ForwardDeps) {
  const client = useQueryClient();
  return (grade: 'E0' | 'E1') => {
    if (!share) return;
    void recordEvidence(share.shareId, grade)
      .then(() => share.groupId && client.invalidateQueries({ queryKey: queryKeys.groups }))
      .catch(() => {});
  };
}

/**
 * Opens the share sheet, in the moment of the tap. Many chat apps take the picture and leave the words, so those are put on
 * the clipboard first.
 */
async function openShareSheet(message: string, file: File | null): Promise<Outcome> {
  const withFile = file && navigator.canShare?.({ files: [file] });
  const copying = withFile ? copyText(message) : undefined;
  try {
    await navigator.share({ text: message, ...(withFile && { files: [file] }) });
  } catch (error) {
    // Closed without choosing: the sheet was opened all the same.
    if (!(error instanceof DOMException && error.name === 'AbortError')) return 'share_failed';
  }
  if (copying) return (await copying) ? 'shared_copied' : 'shared';
  return null;
}

const canOpenShareSheet = (): boolean => typeof navigator.share === 'function';
export const canSaveFiles = canDownload;

/** The poster as a file, loaded before the tap: the share sheet opens only in the same moment as the tap. */
function useShareFile(path: string | null): File | 'loading' | null {
  const posterPath = canOpenShareSheet() ? path : null;
  const { data, isPending } = useQuery({
    queryKey: ['share-file', posterPath],
    queryFn: async () => new File([await fetchBlob(posterPath ?? '')], 'poster.jpg', { type: 'image/jpeg' }),
    enabled: posterPath !== null,
    staleTime: Number.POSITIVE_INFINITY, // The address names the picture's version.
    retry: 1,
  });
  if (posterPath === null) return null;
  return data ?? (isPending ? 'loading' : null); // Without the file the words and the link are shared.
}
