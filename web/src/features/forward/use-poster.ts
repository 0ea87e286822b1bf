import type { catalog } from '@shoal/contract';
import { useEffect, useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { readStored, writeStored } from '../../hooks/stored.ts';
import type { Share } from './use-shares.ts';

export type Template = catalog.PosterTemplate;

type Locale = ReturnType<typeof useLocale>;
type Posters = Pick<Share, 'posters'>;

export const readPickedTemplate = (): string | null => readStored('poster-template');

const choosePoster = ({ posters }: Posters, picked: string | null) =>
  posters.find(({ template }) => template === picked) ?? posters[0];

/** Where her poster is, in the template that she picked last and her language; null without one. */
export function toPosterPath(share: Posters, picked: string | null, locale: Locale): string | null {
  const poster = choosePoster(share, picked);
  return poster ? `${poster.path}${locale === 'en' ? '&lang=en' : ''}` : null;
}

/** The same poster at twice the size, without a loss: for print. */
export const toPrintPath = (posterPath: string): string => posterPath.replace('.jpg?', '.png?');

/** Her poster in the template that she picked last, where the crew allows it; in her language. */
export function usePoster(share: Share | undefined) {
  const locale = useLocale();
  const [picked, setPicked] = useState(readPickedTemplate);
  const posters = share?.posters ?? [];
  const pick = (template: Template) => {
    setPicked(template);
    writeStored('poster-template', template);
  };
  const path = share ? toPosterPath(share, picked, locale) : null;
  const template = share && choosePoster(share, picked)?.template;
  return { path, pick, template, templates: posters.map(({ template: one }) => one) };
}

const MAX_TRIES = 4;
const TRY_AGAIN_MS = 2_000;

/** A picture that the server may be too busy to paint at once: asked for again a few times, later each time. */
export function usePatientImage() {
  const [tries, setTries] = useState(1);
  const [state, setState] = useState<'loading' | 'loaded' | 'waiting' | 'failed'>('loading');
  useEffect(() => {
    if (state !== 'waiting') return;
    // Many were refused at the same moment: they come back spread out.
    const timer = setTimeout(
      () => {
        setTries(tries + 1);
        setState('loading');
      },
      TRY_AGAIN_MS * tries * (1 + Math.random()),
    );
    return () => clearTimeout(timer);
  }, [state, tries]);
  return {
    /** A new key loads the picture anew. */
    tries,
    state,
    onLoad: () => setState('loaded'),
    onError: () => setState(tries < MAX_TRIES ? 'waiting' : 'failed'),
    retry: () => {
      setTries(1);
      setState('loading');
    },
  };
}
