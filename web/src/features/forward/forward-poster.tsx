import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import { canSaveFiles, type ForwardedMaterial } from './use-forward.ts';
import type { Share } from './use-shares.ts';

type ForwardPosterProps = { forwarded: ForwardedMaterial; share: Share | undefined };

/** Her poster by its real address, so that a long press saves it. */
export function ForwardPoster({ forwarded, share }: ForwardPosterProps) {
  const { forward } = useWords().room;
  const [isLoaded, setIsLoaded] = useState(false);
  const { material } = forwarded;
  const plain = material.clip?.posterPath;
  if (share && !share.posterPath && !plain) return null;
  const path = share && (share.posterPath ?? plain);
  return (
    <figure className={styles.poster}>
      {path && (
        <img
          src={path}
          alt={forward.posterOf(material.title)}
          data-loaded={isLoaded || undefined}
          onLoad={() => setIsLoaded(true)}
        />
      )}
      {!isLoaded && (
        <figcaption className={styles.making} role="status">
          {forward.making}
        </figcaption>
      )}
      {isLoaded && share?.posterPath && (
        <figcaption className={styles.caption}>
          {forward.yourQr}
          {!canSaveFiles() && <strong>{forward.longPress}</strong>}
        </figcaption>
      )}
    </figure>
  );
}
