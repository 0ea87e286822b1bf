import type { catalog } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../hooks/stored.ts';
import { copyText } from '../../ui/copy-text.ts';
import { canDownload, fetchBlob, saveFile, toFileName } from './save-file.ts';
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
type Outcome = 'copied' | 'saved' | 'copy_failed' | 'save_failed' | null;

/** The words she sends along: her own version where she made one, kept in this browser per material. */
export function useKeptWords({ material: { materialId, text, title }, task }: ForwardedMaterial) {
  const original = text || title; // The task's words are for her, not for her group.
  const key = `words.${task?.taskId ?? materialId}`;
  const [words, setWords] = useState(() => readStored(key) ?? original);
  const write = (next: string) => {
    setWords(next);
    writeStored(key, next);
  };
  return { words, write, isChanged: words !== original, reset: () => write(original) };
}

/** What is copied for a material: her words, then her link. */
export const toMessage = (words: string, url: string): string => `${words.trim()}\n${url}`;
export const keptWordsOf = ({ materialId, text, title }: catalog.Material): string =>
  readStored(`words.${materialId}`) ?? (text || title);

/** Everything the sheet does: her link, copying, saving, the share sheet, and saying that it is done. */
export function useForward(forwarded: ForwardedMaterial, groupId: string | null, deps: ForwardDeps) {
  const { material, seq, task } = forwarded;
  const { ensure, onSaved, recordEvidence, showId } = deps;
  const kept = useKeptWords(forwarded);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [isSaving, setIsSaving] = useState(false);
  const made = useQuery({
    queryKey: ['share-of', showId, material.materialId, task?.taskId, groupId],
    queryFn: () => ensure({ materialId: material.materialId, taskId: task?.taskId, groupId }),
  });
  const share = made.data;
  const file = useShareFile(share);
  const message = share ? toMessage(kept.words, share.url) : '';
  // The evidence is a note beside the act: when it is lost, the act still stands.
  const note = (grade: 'E0' | 'E1') => share && void recordEvidence(share.shareId, grade).catch(() => {});
  const copy = async () => setOutcome((await copyText(message)) ? 'copied' : 'copy_failed');
  const save = async () => {
    if (!share?.posterPath) return;
    setIsSaving(true);
    try {
      await saveFile(share.posterPath, toFileName(material.title, 'jpg'));
      onSaved(seq);
      note('E1');
      setOutcome('saved');
    } catch {
      setOutcome('save_failed');
    } finally {
      setIsSaving(false);
    }
  };
  const send = () => {
    note('E1');
    const data = { text: message, ...(file && navigator.canShare?.({ files: [file] }) && { files: [file] }) };
    void navigator.share(data).catch(() => {}); // Closed without choosing: the sheet was opened all the same.
  };
  return { kept, made, share, outcome, isSaving, copy, save, send, note, canShare: canOpenShareSheet() };
}

const canOpenShareSheet = (): boolean => typeof navigator.share === 'function';
export const canSaveFiles = canDownload;

/** The poster as a file, loaded before the tap: the share sheet opens only in the same moment as the tap. */
function useShareFile(share: Share | undefined): File | null {
  const [file, setFile] = useState<File | null>(null);
  const posterPath = share?.posterPath;
  useEffect(() => {
    if (!posterPath || !canOpenShareSheet()) return;
    let isCurrent = true;
    fetchBlob(posterPath).then(
      (blob) => isCurrent && setFile(new File([blob], 'poster.jpg', { type: 'image/jpeg' })),
      () => {}, // Without the file the words and the link are shared.
    );
    return () => {
      isCurrent = false;
    };
  }, [posterPath]);
  return file;
}
