import type { shops } from '@shoal/contract';
import { type ReactNode, useId } from 'react';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { Picture } from '../../ui/picture.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './my-shop.module.css';

type ShopItemRowProps = {
  item: shops.ShopItem;
  isFirst: boolean;
  isLast: boolean;
  /** What she says of it claims what nothing proves. */
  problem: ReactNode;
  onChange: (productId: string, change: { note?: string; isHidden?: boolean }) => void;
  onMove: (productId: string, by: -1 | 1) => void;
};

/** A product in her shop: where it stands, whether it shows, and what she says of it. */
export function ShopItemRow({ isFirst, isLast, item, onChange, onMove, problem }: ShopItemRowProps) {
  const { own } = useWords().shops;
  const toText = usePriceText();
  const problemId = useId();
  const { isHidden, name, note, picture, productId, unitsInStock } = item;
  return (
    <li className={styles.item} data-hidden={isHidden || undefined}>
      <div className={styles.head}>
        <Picture path={picture?.path ?? null} width={320} icon="image" />
        <span className={styles.name}>
          <b>{name}</b>
          <small>
            {toText(item)}
            {unitsInStock === 0 && ` · ${own.soldOut}`}
            {isHidden && ` · ${own.hidden}`}
          </small>
        </span>
      </div>
      <div className={styles.acts}>
        <TapButton icon="raise" label={own.up(name)} isDisabled={isFirst} onClick={() => onMove(productId, -1)} />
        <TapButton icon="chevronDown" label={own.down(name)} isDisabled={isLast} onClick={() => onMove(productId, 1)} />
        <TapButton
          icon={isHidden ? 'eyeOff' : 'eye'}
          label={isHidden ? own.show(name) : own.hide(name)}
          isPressed={isHidden}
          onClick={() => onChange(productId, { isHidden: !isHidden })}
        />
        <input
          maxLength={120}
          aria-label={own.note(name)}
          placeholder={own.notePlaceholder}
          value={note}
          aria-invalid={problem !== undefined}
          aria-describedby={problemId}
          onChange={(event) => onChange(productId, { note: event.currentTarget.value })}
        />
      </div>
      <FieldProblem id={problemId}>{problem}</FieldProblem>
    </li>
  );
}
