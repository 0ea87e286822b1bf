import { chooseLateness } from '../live/choose-lateness.ts';

const two = (part: number) => String(part).padStart(2, '0');

/** A moment of a recording: `4:07`, `1:02:03`. */
export function toClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export type Countdown = { days: number; clock: string } | 'soon' | 'overdue';

/** What is left until a moment: days apart, then hours, minutes, seconds; once it has come, what to expect. */
export function toCountdown(leftMs: number): Countdown {
  if (leftMs <= 0) return chooseLateness(-leftMs) === 'long' ? 'overdue' : 'soon';
  const seconds = Math.ceil(leftMs / 1_000);
  const parts = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  return { days: Math.floor(seconds / 86_400), clock: parts.map(two).join(':') };
}
