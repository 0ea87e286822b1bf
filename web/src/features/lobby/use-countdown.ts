import { useEffect, useState } from 'react';
import type { ServerClock } from '../../live/server-clock.ts';

export type Countdown = {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
  isOver: boolean;
  /** The moment has passed, and the show should have begun: a minute, or so long that nobody may promise it any more. */
  late: 'not' | 'a-little' | 'long';
};

const LATE_AFTER_MS = 60_000;
const LONG_AFTER_MS = 30 * 60_000;

const DAY_MS = 86_400_000;

/** The rest until a moment, in parts; never negative. */
export function toCountdown(restMs: number): Countdown {
  const rest = Math.max(0, Math.ceil(restMs / 1_000));
  return {
    days: Math.floor((rest * 1_000) / DAY_MS),
    hours: Math.floor(rest / 3_600) % 24,
    minutes: Math.floor(rest / 60) % 60,
    seconds: rest % 60,
    isOver: rest === 0,
    late: chooseLate(-restMs),
  };
}

function chooseLate(lateMs: number): Countdown['late'] {
  if (lateMs >= LONG_AFTER_MS) return 'long';
  return lateMs >= LATE_AFTER_MS ? 'a-little' : 'not';
}

/** Counts down on the server's clock, whatever this phone's clock says. */
export function useCountdown(startsAt: string, clock: ServerClock): Countdown {
  const [countdown, setCountdown] = useState(() => toCountdown(Date.parse(startsAt) - clock.nowMs()));
  useEffect(() => {
    const tick = () => setCountdown(toCountdown(Date.parse(startsAt) - clock.nowMs()));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [startsAt, clock]);
  return countdown;
}
