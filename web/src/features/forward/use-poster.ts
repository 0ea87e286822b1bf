import type { catalog } from '@shoal/contract';
import { useEffect, useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { readStored, writeStored } from '../../hooks/stored.ts';
import type { Share } from './use-shares.ts';

export type Template = catalog.PosterTemplate;

/** Her poster in the template that she picked last, where the crew allows it; in her language. */
export function usePoster(share: Share | undefined) {
  const locale = useLocale();
  const [picked, setPicked] = useState(() => readStored('poster-template'));
  const posters = share?.posters ?? [];
  const poster = posters.find(({ template }) => template === picked) ?? posters[0];
  const pick = (template: Template) => {
    setPicked(template);
    writeStored('poster-template', template);
  };
  const path = poster ? `${poster.path}${locale === 'en' ? '&lang=en' : ''}` : null;
  return { path, pick, template: poster?.template, templates: posters.map(({ template }) => template) };
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
