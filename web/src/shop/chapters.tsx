/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { toClock } from './clock-text.ts';
import type { ShopData } from './shop-data.ts';
import type { ShopStore } from './shop-store.ts';
import { useShop } from './use-shop.ts';

export type Clock = { subscribe(react: (ms: number) => void): () => void };
type ChaptersProps = {
  store: ShopStore;
  clock: Clock;
  words: ShopData['words'];
  posterPath: string | null;
  onChoose: (ms: number) => void;
};

/** The moments of a replay: a tap goes there, and the one that plays is marked. */
export function Chapters({ clock, onChoose, posterPath, store, words }: ChaptersProps) {
  const { show } = useShop(store);
  const [atMs, setAtMs] = useState(0);
  useEffect(() => clock.subscribe(setAtMs), [clock]);
  const current = show.chapters.findLastIndex(({ startsMs }) => startsMs <= atMs + 500);
  return (
    <>
      <h2>{words.chapters}</h2>
      <ol class="strip">
        {show.chapters.map(({ picture, startsMs, title }, index) => (
          <li key={startsMs}>
            <button
              type="button"
              class="moment"
              aria-current={index === current ? 'true' : undefined}
              onClick={() => onChoose(startsMs)}
            >
              <Look path={picture?.path ?? posterPath} />
              <span class="moment-title">{title}</span>
              <time>{toClock(startsMs / 1_000)}</time>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** A segment has no picture of its own: the show's cover stands for it. */
const Look = ({ path }: { path: string | null }) =>
  path ? <img src={`${path}?w=320`} alt="" loading="lazy" /> : <span class="moment-blank" />;
