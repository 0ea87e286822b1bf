/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks';
import { toClock } from './clock-text.ts';
import { Icon } from './icons.tsx';
import type { Source } from './player.ts';
import type { ShopData } from './shop-data.ts';
import { type Seek, usePlayer } from './use-player.ts';

type PlaybackProps = {
  source: Source;
  /** Between the live stream and the show from its start. */
  turn?: { label: string; act: () => void } | undefined;
  /** How it begins, and how it was left. */
  isMuted: { current: boolean };
  posterPath: string | null;
  words: ShopData['words'];
  onSeekable: (seek: Seek) => void;
  onTime: (ms: number) => void;
};

/** The picture with its few controls: they stand below it or at its edge, and never over the price. */
export function Playback({ isMuted, onSeekable, onTime, posterPath, source, turn, words }: PlaybackProps) {
  const player = usePlayer(source, isMuted, onTime);
  const { seek } = player;
  useEffect(() => onSeekable(seek), [onSeekable, seek]);
  const isPaused = player.phase === 'paused';
  const isInviting = isAskingForSound(player);
  return (
    <div class="playback" data-phase={player.phase}>
      <video
        ref={player.video}
        class="playback-video"
        muted={isMuted.current}
        autoplay
        playsInline
        preload="auto"
        poster={posterPath ? `${posterPath}?w=750` : undefined}
        onClick={player.toggle}
      />
      <Overlay player={player} words={words} />
      <div class="controls">
        <button type="button" onClick={player.toggle} aria-label={isPaused ? words.play : words.pause}>
          <Icon name={isPaused ? 'play' : 'pause'} />
        </button>
        {!isInviting && (
          <button type="button" onClick={player.toggleSound} aria-label={player.isMuted ? words.unmute : words.mute}>
            <Icon name={player.isMuted ? 'muted' : 'sound'} />
          </button>
        )}
        {source.isLive ? <span class="controls-space" /> : <Position player={player} words={words} />}
        {turn && (
          <button type="button" class="controls-turn" onClick={turn.act}>
            {turn.label}
          </button>
        )}
        <button type="button" onClick={player.goFullScreen} aria-label={words.fullscreen}>
          <Icon name="full" />
        </button>
      </div>
    </div>
  );
}

/** The words over the picture are the way to its sound then; a second one beside them would only ask why. */
const isAskingForSound = ({ isMuted, phase }: { isMuted: boolean; phase: string }) => isMuted && phase === 'playing';

type PartProps = { player: ReturnType<typeof usePlayer>; words: ShopData['words'] };

function Overlay({ player, words }: PartProps) {
  const { phase } = player;
  if (phase === 'unsupported') return <p class="overlay overlay-words">{words.unsupported}</p>;
  if (phase === 'failed') {
    return (
      <div class="overlay overlay-words" role="alert">
        <p>{words.failed}</p>
        <button type="button" class="pill" onClick={player.retry}>
          {words.retry}
        </button>
      </div>
    );
  }
  if (phase === 'connecting') {
    return (
      <p class="overlay overlay-wait" role="status">
        <span class="spinner" aria-hidden="true" />
        {words.connecting}
      </p>
    );
  }
  if (phase === 'paused') {
    return (
      <button type="button" class="overlay big-play" onClick={player.toggle} aria-label={words.play}>
        <Icon name="play" />
      </button>
    );
  }
  if (!isAskingForSound(player)) return null;
  return (
    <button type="button" class="pill pill-sound" onClick={player.toggleSound}>
      <Icon name="muted" />
      {words.tapForSound}
    </button>
  );
}

function Position({ player, words }: PartProps) {
  return (
    <label class="position">
      <span class="position-text">
        {toClock(player.atS)} / {toClock(player.lengthS)}
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(1, Math.floor(player.lengthS))}
        step={1}
        value={Math.floor(player.atS)}
        aria-label={words.seek}
        aria-valuetext={toClock(player.atS)}
        onInput={(event) => player.seek(Number(event.currentTarget.value) * 1_000)}
      />
    </label>
  );
}
