import { useState } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './picture.module.css';

type PictureProps = {
  /** Below the public URL; null shows the icon. */
  path: string | null;
  /** Asked of the server: 96, 320, 750 or 1280. */
  width: 96 | 320 | 750 | 1280;
  icon: IconName;
  alt?: string;
  ratio?: string;
  /** The whole of it, such as a logo; else it fills the box. */
  isWhole?: boolean;
};

/** A picture in a box that keeps its shape, also before the picture and when it cannot be had. */
export function Picture({ alt = '', icon, isWhole = false, path, ratio = '1', width }: PictureProps) {
  const [missing, setMissing] = useState<string | null>(null);
  const src = path && path !== missing ? path : null;
  return (
    <span className={styles.box} style={{ aspectRatio: ratio }} data-whole={isWhole || undefined}>
      {src ? (
        <img src={`${src}?w=${width}`} alt={alt} loading="lazy" decoding="async" onError={() => setMissing(src)} />
      ) : (
        <Icon name={icon} size={20} />
      )}
    </span>
  );
}
