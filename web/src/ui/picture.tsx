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
};

/** A picture in a box that keeps its shape, also before and without the picture. */
export function Picture({ alt = '', icon, path, ratio = '1', width }: PictureProps) {
  return (
    <span className={styles.box} style={{ aspectRatio: ratio }}>
      {path ? (
        <img src={`${path}?w=${width}`} alt={alt} loading="lazy" decoding="async" />
      ) : (
        <Icon name={icon} size={20} />
      )}
    </span>
  );
}
