import type { replays } from '@shoal/contract';
import { useEffect, useRef } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './replay-player.module.css';
import { findChapterAt } from './use-replay-player.ts';

type ChapterStripProps = {
  chapters: readonly replays.Chapter[];
  timeMs: number;
  onJump: (atMs: number) => void;
};

/** Segments and drops in the order of the programme; the one that plays is lit and kept in view. */
export function ChapterStrip({ chapters, onJump, timeMs }: ChapterStripProps) {
  const { replay } = useWords().room;
  const strip = useRef<HTMLOListElement>(null);
  const here = findChapterAt(chapters, timeMs);
  useEffect(() => {
    const list = strip.current;
    const item = list?.children[here];
    if (!list || !(item instanceof HTMLElement)) return;
    list.scrollTo({ left: item.offsetLeft - list.clientWidth / 3, behavior: 'smooth' });
  }, [here]);
  return (
    <nav className={styles.chapters} aria-label={replay.chapters}>
      <ol ref={strip}>
        {chapters.map((chapter, index) => (
          <li key={`${chapter.startsMs}-${chapter.seq ?? 'start'}`}>
            <button
              type="button"
              data-kind={chapter.kind}
              aria-current={index === here ? 'true' : undefined}
              aria-label={replay.jumpTo(chapter.title, formatSpan(chapter.startsMs))}
              onClick={() => onJump(chapter.startsMs)}
            >
              {chapter.picture ? (
                <img src={`${chapter.picture.path}?w=96`} alt="" loading="lazy" />
              ) : (
                <span className={styles.mark}>
                  <Icon name={chapter.kind === 'drop' ? 'drop' : 'play'} size={18} />
                </span>
              )}
              <span className={styles.words}>
                <b>{chapter.title}</b>
                <small>{formatSpan(chapter.startsMs)}</small>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
