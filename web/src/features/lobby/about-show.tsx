import type { shows } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './lobby.module.css';

type AboutShowProps = { page: shows.RoomPage; currentId: string | null };

/** Who shows what, and where in its run of show it is. */
export function AboutShow({ currentId, page: { brand, host, segments, summary } }: AboutShowProps) {
  const { common, room } = useWords();
  return (
    <section className={styles.about} aria-label={brand.name}>
      <p>
        <b>{brand.name}</b> {room.lobby.hostedBy(host.displayName)}
      </p>
      {summary && <p className={styles.aboutText}>{summary}</p>}
      {segments.length > 0 && (
        <ol>
          {segments.map(({ kind, segmentId, title }) => (
            <li key={segmentId} aria-current={segmentId === currentId ? 'step' : undefined}>
              <span>{title}</span>
              <small>{common.segmentKind[kind]}</small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
