import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { CallFailure } from '../../api/call-failure.ts';
import type { MaterialDraft } from './use-material-form.ts';

/** On which cards the sentences of a material rest, and which of them may not be shown as they are. */
export function useClaimLinks(material: catalog.KeptMaterial | null) {
  const [links, setLinks] = useState<ReadonlyMap<string, string>>(
    () => new Map(material?.claims.map(({ cardId, sentence }) => [sentence, cardId])),
  );
  const [marks, setMarks] = useState<readonly catalog.ClaimMark[]>(material?.marks ?? []);
  const link = (sentence: string, cardId: string | null) => {
    const next = new Map(links);
    if (cardId === null) next.delete(sentence);
    else next.set(sentence, cardId);
    setLinks(next);
  };
  return {
    claims: [...links].map(([sentence, cardId]) => ({ sentence, cardId })),
    link,
    links,
    marks,
    /** Takes the marks of a refusal. @returns whether there were any. */
    takeMarks: (error: unknown) => {
      const found = error instanceof CallFailure ? error.marks : [];
      setMarks(found);
      return found.length > 0;
    },
  };
}

/** Marks whose sentence still stands in the draft; what a product says cannot be changed here. */
export const keepStanding = (marks: readonly catalog.ClaimMark[], draft: MaterialDraft): catalog.ClaimMark[] =>
  marks.filter(({ field, sentence }) => field.startsWith('product.') || readField(draft, field).includes(sentence));

function readField({ text, title, tones }: MaterialDraft, field: catalog.CopyField): string {
  if (field === 'title') return title;
  if (field === 'text') return text;
  return tones[field.replace('tones.', '') as catalog.CopyTone] ?? ''; // The rest of the fields are tones.
}
