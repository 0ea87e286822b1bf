import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import styles from './account.module.css';

type DoorProps = { children: ReactNode };

// x, y, size, opacity: a school that swims to the upper right.
const fish = [
  [520, 210, 1, 0.5],
  [610, 160, 0.8, 0.4],
  [440, 290, 1.2, 0.6],
  [640, 250, 0.9, 0.45],
  [540, 340, 1.1, 0.55],
  [700, 190, 0.7, 0.35],
  [380, 370, 0.9, 0.4],
  [470, 410, 1, 0.5],
  [660, 330, 0.8, 0.4],
  [590, 430, 0.7, 0.35],
  [760, 270, 0.6, 0.3],
  [330, 280, 0.7, 0.3],
] as const;

/** The page before one is in: what this is on one side, one form on the other. */
export function Door({ children }: DoorProps) {
  const { account, common } = useWords();
  return (
    <div className={styles.door}>
      <aside className={styles.sea}>
        <svg className={styles.school} viewBox="0 0 800 600" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
          {fish.map(([x, y, size, opacity]) => (
            <path
              key={`${x}-${y}`}
              d="M-26 0c10-12 30-12 42 0l11-8v16l-11-8c-12 12-32 12-42 0z"
              fill={y % 3 === 0 ? '#e8f4f6' : '#2dd4bf'}
              opacity={opacity}
              transform={`translate(${x} ${y}) rotate(-24) scale(${-size} ${size})`}
            />
          ))}
        </svg>
        <div className={styles.brand}>
          <BrandMark size={36} />
          {common.product}
        </div>
        <div className={styles.slogan}>
          <h1>{account.slogan}</h1>
          <p>{account.sloganText}</p>
        </div>
      </aside>
      <main className={styles.side}>
        <div className={styles.tools}>
          <LanguageSwitch />
        </div>
        {children}
      </main>
    </div>
  );
}
