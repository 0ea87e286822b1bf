import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { copyText } from '../../ui/copy-text.ts';
import { canDownload, saveFile, toFileName } from './save-file.ts';
import { type ForwardDeps, type ForwardedMaterial, toMessage } from './use-forward.ts';
import { fetchWords } from './use-kept-words.ts';
import { readPickedTemplate, toPosterPath } from './use-poster.ts';

export type MaterialActsOutcome = 'saved' | 'copied';
type MaterialActsDeps = ForwardDeps & {
  onDone: (outcome: MaterialActsOutcome) => void;
  onFailed: (error: unknown) => void;
  /** Where one tap is not enough: the sheet has everything in place. */
  onNeedsSheet: (forwarded: ForwardedMaterial) => void;
};

/** One-tap save and copy from a card. A picture is saved as her poster, in the look that she picked last; a clip as it is. */
export function useMaterialActs(deps: MaterialActsDeps) {
  const client = useQueryClient();
  const locale = useLocale();
  const [busy, setBusy] = useState<{ seq: number; act: 'save' | 'copy' } | null>(null);

  const run = async (forwarded: ForwardedMaterial, act: 'save' | 'copy', work: () => Promise<void>) => {
    setBusy({ seq: forwarded.seq, act });
    try {
      await work();
    } catch (error) {
      deps.onFailed(error);
    } finally {
      setBusy(null);
    }
  };

  const save = (forwarded: ForwardedMaterial) =>
    run(forwarded, 'save', async () => {
      const { material, seq } = forwarded;
      if (!canDownload()) {
        deps.onNeedsSheet(forwarded);
        return;
      }
      const share = await deps.ensure({ materialId: material.materialId });
      const posterPath = toPosterPath(share, readPickedTemplate(), locale);
      if (material.clip) await saveFile(material.clip.path, toFileName(material.title, 'mp4'));
      else if (posterPath) await saveFile(posterPath, toFileName(material.title, 'jpg'));
      deps.onSaved(seq);
      deps.onDone('saved');
      await deps.recordEvidence(share.shareId, 'E1').catch(() => {}); // Noted or not, the file is hers.
    });

  const copy = (forwarded: ForwardedMaterial) =>
    run(forwarded, 'copy', async () => {
      const { material } = forwarded;
      const share = await deps.ensure({ materialId: material.materialId });
      if (await copyText(toMessage(await fetchWords(client, material, share), share.url))) deps.onDone('copied');
      else deps.onNeedsSheet(forwarded); // The tap was too long ago for this browser; there the link is ready.
    });

  return { busy, save, copy };
}
