import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { TemplateChips } from './template-chips.tsx';
import { canSaveFiles, type Forward, type ForwardedMaterial } from './use-forward.ts';
import { usePatientImage } from './use-poster.ts';
import type { Share } from './use-shares.ts';

type ForwardPosterProps = {
  forwarded: ForwardedMaterial;
  share: Share | undefined;
  forward: Pick<Forward, 'poster' | 'saving' | 'save'>;
};

/** Her poster by its real address, so that a long press saves it. */
export function ForwardPoster({ forward, forwarded, share }: ForwardPosterProps) {
  const { poster } = forward;
  const { material } = forwarded;
  const plain = material.clip?.posterPath;
  if (share && !share.posterPath && !plain) return null;
  const path = share && (poster.path ?? plain);
  return (
    <>
      <PosterFigure key={path} path={path} title={material.title} isHers={Boolean(share?.posterPath)} />
      <TemplateChips templates={poster.templates} chosen={poster.template} onPick={poster.pick} />
      {poster.path && canSaveFiles() && <PrintButton forward={forward} />}
    </>
  );
}

/** Beside what goes into a chat, and quieter: few print. */
function PrintButton({ forward: { save, saving } }: Pick<ForwardPosterProps, 'forward'>) {
  const { posters } = useWords();
  return (
    <button type="button" className={styles.print} disabled={saving === 'png'} onClick={() => void save('png')}>
      <Icon name="download" size={16} />
      {saving === 'png' ? posters.printing : posters.savePrint}
    </button>
  );
}

type PosterFigureProps = { path: string | undefined; title: string; isHers: boolean };
function PosterFigure({ isHers, path, title }: PosterFigureProps) {
  const { common, posters, room } = useWords();
  const { forward } = room;
  const { onError, onLoad, retry, state, tries } = usePatientImage();
  const isLoaded = state === 'loaded';
  return (
    <figure className={styles.poster}>
      {path && state !== 'failed' && (
        <img
          key={tries}
          src={path}
          alt={forward.posterOf(title)}
          data-loaded={isLoaded || undefined}
          onLoad={onLoad}
          onError={onError}
        />
      )}
      {state === 'failed' && (
        <figcaption className={styles.failed} role="alert">
          <p>{posters.failed}</p>
          <TapButton onClick={retry}>{common.retry}</TapButton>
        </figcaption>
      )}
      {!isLoaded && state !== 'failed' && (
        <figcaption className={styles.making} role="status">
          {forward.making}
        </figcaption>
      )}
      {isLoaded && isHers && (
        <figcaption className={styles.caption}>
          {forward.yourQr}
          {!canSaveFiles() && <strong>{forward.longPress}</strong>}
        </figcaption>
      )}
    </figure>
  );
}
