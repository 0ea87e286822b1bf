import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './drops.module.css';

type Material = catalog.Material;
type DropPictureProps = { material: Material; onOpen: () => void };

export const kindIcons: Record<Material['kind'], IconName> = {
  poster: 'poster',
  copy: 'text',
  clip: 'clip',
  image: 'image',
  link: 'link',
};

/** The picture of a card: a thumbnail that opens large, a clip that plays in place, or the mark of its kind. */
export function DropPicture({ material, onOpen }: DropPictureProps) {
  const { feed } = useWords().room;
  if (material.clip) return <ClipPicture title={material.title} clip={material.clip} />;
  const picture = material.picture ?? material.product?.picture;
  if (!picture) return null;
  return (
    <button type="button" className={styles.thumb} onClick={onOpen} aria-label={feed.openPoster(material.title)}>
      <img src={`${picture.path}?w=320`} alt="" width={picture.width} height={picture.height} loading="lazy" />
    </button>
  );
}

type ClipPictureProps = { title: string; clip: NonNullable<Material['clip']> };
function ClipPicture({ clip, title }: ClipPictureProps) {
  const { feed } = useWords().room;
  const [isOpen, setIsOpen] = useState(false);
  const seconds = Math.round(clip.durationMs / 1_000);
  if (isOpen) {
    return (
      <div className={styles.clip}>
        {/* biome-ignore lint/a11y/useMediaCaption: a clip comes as the brand made it. */}
        <video src={clip.path} poster={clip.posterPath} aria-label={title} controls autoPlay playsInline />
      </div>
    );
  }
  return (
    <button type="button" className={styles.clip} onClick={() => setIsOpen(true)} aria-label={feed.playClip(title)}>
      <img src={clip.posterPath} alt="" loading="lazy" />
      <span className={styles.playMark}>
        <Icon name="play" size={24} />
      </span>
      <span className={styles.length}>{`0:${String(seconds).padStart(2, '0')}`}</span>
    </button>
  );
}
