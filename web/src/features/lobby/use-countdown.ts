import { useEffect, useState } from 'react';
import { chooseLateness, type Lateness } from '../../live/choose-lateness.ts';
import type { ServerClock } from '../../live/server-clock.ts';

export type Countdown = {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
  isOver: boolean;
  late: Lateness;
};

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
    late: chooseLateness(-restMs),
  };
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
