const LOOK_EVERY_MS = 1_000;
/** A busy page misses a look or two; one that misses more stood still. */
const SLEPT_MS = 10_000;

/** Tells when this page, or the machine below it, stood still: what it held open may be gone without a word. */
export function watchSleep(onWake: () => void, nowMs = Date.now): { close: () => void } {
  let lookedAtMs = nowMs();
  const timer = setInterval(() => {
    const now = nowMs();
    if (now - lookedAtMs > SLEPT_MS) onWake();
    lookedAtMs = now;
  }, LOOK_EVERY_MS);
  return { close: () => clearInterval(timer) };
}
