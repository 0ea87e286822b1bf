import { Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import type { IconName } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import styles from './run-of-show.module.css';
import type { DropMark } from './use-drops.ts';

type Material = shows.Segment['materials'][number];
const icons: Record<Material['kind'], IconName> = {
  poster: 'poster',
  copy: 'text',
  clip: 'clip',
  image: 'image',
  link: 'link',
};

type MaterialCardProps = {
  material: Material;
  /** The key that drops it; null when it has none now. */
  keyNumber: number | null;
  mark: DropMark;
  canDrop: boolean;
  onDrop: () => void;
  onRecall: (seq: number) => void;
};

export function MaterialCard({ canDrop, keyNumber, mark, material, onDrop, onRecall }: MaterialCardProps) {
  const words = useWords();
  const { studio } = words;
  const { isDropping, isRecalled, recallSeconds, recallSeq, times } = mark;
  const kind = words.common.materialKind[material.kind];
  const note = isRecalled ? studio.recalled : times > 0 ? studio.dropped(times) : kind;
  const path = material.picture?.path ?? material.clip?.posterPath ?? material.product?.picture?.path ?? null;
  return (
    <li className={styles.card}>
      <span className={styles.thumb}>
        <Picture path={path} width={96} icon={icons[material.kind]} />
        {keyNumber !== null && <kbd className={styles.key}>{keyNumber}</kbd>}
      </span>
      <div>
        <p className={styles.cardTitle}>{material.title}</p>
        <p className={styles.cardNote} data-done={(times > 0 && !isRecalled) || undefined}>
          {note}
        </p>
      </div>
      {recallSeq !== null ? (
        <Button
          size="compact-sm"
          variant="light"
          color="amber"
          aria-label={studio.recallDrop(material.title)}
          onClick={() => onRecall(recallSeq)}
        >
          {studio.recallIn(recallSeconds)}
        </Button>
      ) : (
        <Button
          size="compact-sm"
          variant={times > 0 || !canDrop ? 'default' : 'light'}
          loading={isDropping}
          disabled={!canDrop}
          aria-label={studio.dropMaterial(material.title)}
          {...(keyNumber !== null && { 'aria-keyshortcuts': String(keyNumber) })}
          onClick={onDrop}
        >
          {times > 0 || isRecalled ? studio.dropAgain : studio.drop}
        </Button>
      )}
    </li>
  );
}
