/** A pause that comes so soon after we played on was meant. */
const MEANT_WITHIN_MS = 5_000;
/** `HTMLMediaElement.HAVE_NOTHING`. */
const HAVE_NOTHING = 0;

/**
 * Plays on what the browser paused by itself, as after a phone call or under a lock screen: a stage has no pause of its own.
 * What is paused again at once, or may not play without a tap, is told by `onBlocked(true)`.
 * @returns stops it.
 */
export function keepPlaying(video: HTMLVideoElement, onBlocked: (isBlocked: boolean) => void): () => void {
  let playedOnAt = Number.NEGATIVE_INFINITY;
  const playOn = () => {
    if (!video.paused || video.ended || video.readyState === HAVE_NOTHING || document.hidden) return;
    const now = performance.now();
    if (now - playedOnAt < MEANT_WITHIN_MS) {
      onBlocked(true);
      return;
    }
    playedOnAt = now;
    video.play().then(
      () => onBlocked(false),
      (error: unknown) => isRefusal(error) && onBlocked(true),
    );
  };
  video.addEventListener('pause', playOn);
  document.addEventListener('visibilitychange', playOn);
  return () => {
    video.removeEventListener('pause', playOn);
    document.removeEventListener('visibilitychange', playOn);
  };
}

/** Whether `play()` failed for want of a tap. A newer source interrupts the older `play()`: that is no refusal. */
export const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError';
