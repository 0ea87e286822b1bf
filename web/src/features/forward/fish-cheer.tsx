import styles from './forward.module.css';

const FISH = [0, 1, 2, 3, 4] as const;

/** A few fish swim by: somebody came through her link. Decoration; the number beside it says it. */
export function FishCheer({ isLoud }: { isLoud: boolean }) {
  return (
    <svg className={styles.cheer} viewBox="0 0 160 72" aria-hidden="true" data-loud={isLoud || undefined}>
      {FISH.map((fish) => (
        <path
          key={fish}
          style={{ animationDelay: `${fish * 40}ms` }}
          transform={`translate(${16 + (fish % 3) * 46} ${14 + (fish % 2) * 30 + (fish > 2 ? 8 : 0)}) scale(${fish === 1 ? 1.2 : 0.85})`}
          d="M0 8C8-2 22-2 30 8l8-6v14l-8-6C22 20 8 20 0 8z"
          fill={fish % 2 ? 'var(--needs-you)' : 'var(--act)'}
          opacity={fish > 2 ? 0.55 : 1}
        />
      ))}
    </svg>
  );
}
