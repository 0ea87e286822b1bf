/** @jsxImportSource preact */
import type { shares } from '@shoal/contract';
import { useRef, useState } from 'preact/hooks';
import { toBackPath } from '../live/back-path.ts';
import type { Countdown } from './clock-text.ts';
import { Playback } from './playback.tsx';
import type { ShopData } from './shop-data.ts';
import type { ShopStore } from './shop-store.ts';
import type { Seek } from './use-player.ts';
import { useCountdown, useShop } from './use-shop.ts';

type StageProps = {
  store: ShopStore;
  data: ShopData;
  onSeekable: (seek: Seek) => void;
  onTime: (ms: number) => void;
};

/** What stands over the cover: a countdown, the live stream, the replay, or nothing while there is nothing to see. */
export function Stage({ data, onSeekable, onTime, store }: StageProps) {
  const { show } = useShop(store);
  const left = useCountdown(store, show.status === 'upcoming' ? show.startsAt : null);
  const { words } = data;
  if (show.status === 'upcoming') {
    if (left === undefined) return null;
    return (
      <div class="countdown" role="timer" aria-label={words.startsIn}>
        <Left left={left} words={words} />
      </div>
    );
  }
  if (!isPlayable(show)) {
    return show.status === 'live' || show.status === 'replay_pending' ? (
      <p class="overlay overlay-wait" role="status">
        <span class="spinner" aria-hidden="true" />
        {show.status === 'live' ? words.connecting : words.status.replay_pending}
      </p>
    ) : null;
  }
  return <Picture show={show} data={data} onSeekable={onSeekable} onTime={onTime} />;
}

type PictureProps = Omit<StageProps, 'store'> & { show: Show & { hlsPath: string } };

/** The live stream, the same show from its start while it goes on, or the replay. Who watched from the start stays there when it ends. */
function Picture({ data, onSeekable, onTime, show }: PictureProps) {
  const [isBack, setIsBack] = useState(false);
  const backAtMs = useRef(0);
  const isMuted = useRef(true); // Who has tapped for sound keeps it.
  const { hlsPath } = show;
  const startMs = isBack ? backAtMs.current : chooseStartMs(show, data);
  const kind = show.status === 'replay' ? 'replay' : isBack ? 'back' : 'live';
  const source = { path: kind === 'back' ? toBackPath(hlsPath) : hlsPath, isLive: kind === 'live', startMs };
  const onBackTime = (ms: number) => {
    if (isBack) backAtMs.current = ms;
    onTime(ms);
  };
  const turn = () => {
    backAtMs.current = 0;
    setIsBack(!isBack);
  };
  const { words } = data;
  return (
    <>
      <Playback
        key={kind}
        source={source}
        turn={kind === 'replay' ? undefined : { label: isBack ? words.toLive : words.fromStart, act: turn }}
        isMuted={isMuted}
        posterPath={data.posterPath}
        words={words}
        onSeekable={onSeekable}
        onTime={onBackTime}
      />
      {show.status === 'host_away' && !isBack && <p class="away">{words.statusText.host_away}</p>}
    </>
  );
}

function Left({ left, words }: { left: Countdown; words: ShopData['words'] }) {
  if (left === 'soon') return <p class="countdown-soon">{words.startingSoon}</p>;
  if (left === 'overdue') return <p class="countdown-label">{words.overdue}</p>;
  return (
    <>
      <p class="countdown-label">{words.startsIn}</p>
      <p class="countdown-clock">
        {left.days > 0 && (
          <span>
            {left.days} {words.days}{' '}
          </span>
        )}
        {left.clock}
      </p>
    </>
  );
}

/** The second of the address while it is in the replay, else where the product begins. */
export const chooseStartMs = (
  { durationMs, productStartsMs }: Pick<Show, 'durationMs' | 'productStartsMs'>,
  { startMs }: Pick<ShopData, 'startMs'>,
): number => (startMs !== null && startMs < (durationMs ?? 0) ? startMs : productStartsMs);

type Show = shares.ShopState['show'];
const isPlayable = (show: Show): show is Show & { hlsPath: string } =>
  show.hlsPath !== null && ['live', 'host_away', 'replay'].includes(show.status);
