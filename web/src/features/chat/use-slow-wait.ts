import { useEffect, useState } from 'react';

/** Whole seconds until slow mode lets her speak again. */
export function useSlowWait(slowSeconds: number, saidAtMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const untilMs = saidAtMs + slowSeconds * 1_000;
    setNowMs(Date.now());
    const timer = setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [slowSeconds, saidAtMs]);
  const leftMs = saidAtMs + slowSeconds * 1_000 - nowMs;
  return slowSeconds === 0 ? 0 : Math.min(slowSeconds, Math.max(0, Math.ceil(leftMs / 1_000)));
}
