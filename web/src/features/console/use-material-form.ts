import type { catalog } from '@shoal/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { useForgetClaims } from './use-claim-cards.ts';
import { keepStanding, useClaimLinks } from './use-claim-links.ts';

export type MaterialDraft = {
  kind: catalog.MaterialKind;
  title: string;
  text: string;
  tones: catalog.CopyTones;
  picture: catalog.Picture | null;
  posterTemplates: catalog.PosterTemplate[];
  clip: catalog.Clip | null;
  url: string;
  productId: string | null;
};
type Missing = Partial<Record<'title' | 'text' | 'picture' | 'clip' | 'url', string>>;

const empty: MaterialDraft = {
  kind: 'poster',
  title: '',
  text: '',
  tones: {},
  picture: null,
  posterTemplates: ['hero', 'price', 'invite', 'trust'],
  clip: null,
  url: '',
  productId: null,
};
const toDraft = ({
  clip,
  kind,
  picture,
  posterTemplates,
  product,
  text,
  title,
  tones,
  url,
}: catalog.Material): MaterialDraft => ({
  kind,
  title,
  text,
  tones: tones ?? {},
  picture,
  posterTemplates: posterTemplates ?? ['hero'],
  clip,
  url: url ?? '',
  productId: product?.productId ?? null,
});

/** A material being made or changed. */
export function useMaterialForm(
  brandId: string,
  material: catalog.KeptMaterial | null,
  onDone: (saved: catalog.Material) => void,
) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const forget = useForgetClaims(brandId);
  const [draft, setDraft] = useDraft(`material.${material?.materialId ?? brandId}`, () =>
    material ? toDraft(material) : empty,
  );
  const [idempotencyKey] = useState(randomUuid); // One for each opening: a retry after a lost answer makes no second one.
  const [refusals, setRefusals] = useState(0);
  const refuse = () => setRefusals((count) => count + 1);
  const { claims, link, links, marks, takeMarks } = useClaimLinks(material);
  const { isPending, mutate } = useMutation({
    mutationFn: () => {
      const { clip, kind, picture, posterTemplates, productId, text, title, tones, url } = draft;
      const body = {
        title,
        text,
        tones,
        pictureId: picture?.pictureId ?? null,
        posterTemplates,
        clipId: clip?.clipId ?? null,
        url: url || null,
        productId,
        claims,
      };
      return material
        ? call(api.updateMaterial, { materialId: material.materialId, ...body })
        : call(api.createMaterial, { idempotencyKey, brandId, kind, ...body });
    },
    onSuccess: (saved) => {
      void forget();
      showDone(words.saved);
      onDone(saved);
    },
    onError: (error) => {
      if (takeMarks(error))
        refuse(); // The form shows the marks.
      else showFailure(toWords(error));
    },
  });
  const found = findMissing(draft, words);
  const save = () => {
    if (Object.keys(found).length === 0) mutate();
    else refuse();
  };
  return {
    change: (part: Partial<MaterialDraft>) => setDraft((before) => ({ ...before, ...part })),
    draft,
    isPending,
    link,
    links,
    marks: keepStanding(marks, draft),
    /** Told once saving was refused, and no longer than it is so. */
    missing: refusals > 0 ? found : {},
    /** How often saving was refused. */
    refusals,
    save,
  };
}

type Needs = Record<'needName' | 'needText' | 'needPicture' | 'needClip' | 'urlBad', string>;
const findMissing = ({ clip, kind, picture, text, title, url }: MaterialDraft, words: Needs): Missing => ({
  ...(!title.trim() && { title: words.needName }),
  ...(kind === 'copy' && !text.trim() && { text: words.needText }),
  ...((kind === 'poster' || kind === 'image') && !picture && { picture: words.needPicture }),
  ...(kind === 'clip' && !clip && { clip: words.needClip }),
  ...(kind === 'link' && !/^https:\/\/.+\..+/.test(url) && { url: words.urlBad }),
});
