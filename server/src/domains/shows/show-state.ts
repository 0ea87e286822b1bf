import { AppError, type shows } from '@shoal/contract';

type ShowState = shows.ShowState;

/** What can be done to a show as a whole. */
export type ShowAct = 'schedule' | 'postpone' | 'cancel' | 'goLive' | 'end' | 'archive';

type Move = { from: readonly ShowState[]; to: ShowState };

const moves: Record<ShowAct, Move> = {
  schedule: { from: ['draft', 'postponed', 'scheduled'], to: 'scheduled' },
  postpone: { from: ['scheduled', 'postponed'], to: 'postponed' },
  cancel: { from: ['draft', 'scheduled', 'postponed', 'cancelled'], to: 'cancelled' },
  goLive: { from: ['scheduled'], to: 'live' },
  end: { from: ['live'], to: 'ended' },
  archive: { from: ['ended', 'cancelled', 'archived'], to: 'archived' },
};

/** The state after an act, or undefined when the act is not allowed in this state. */
export function chooseNextState(state: ShowState, act: ShowAct): ShowState | undefined {
  const move = moves[act];
  return move.from.includes(state) ? move.to : undefined;
}

/** The state after an act. @throws AppError `shows.wrong_state` | `shows.not_live` when it is to end. */
export function requireNextState(state: ShowState, act: ShowAct): ShowState {
  const next = chooseNextState(state, act);
  if (next) return next;
  if (act === 'end') throw notLive(state);
  throw new AppError('shows.wrong_state', `cannot ${act} a show that is ${state}`);
}

/** @throws AppError `shows.not_live` */
export function requireLive(state: ShowState): void {
  if (state !== 'live') throw notLive(state);
}

/** Whether it has not begun and may yet. */
export const isToCome = (state: ShowState): boolean => ['draft', 'scheduled', 'postponed'].includes(state);

/** Whether sockets may be in the show: the lobby before it, the show, the minutes after it. */
export function isJoinable(state: ShowState, access: 'command' | 'enter'): boolean {
  if (state === 'draft') return access === 'command';
  return ['scheduled', 'postponed', 'live', 'ended'].includes(state);
}

/** Whether a guest may know of the show. */
export const isShownToGuests = (state: ShowState): boolean => state !== 'draft';

const notLive = (state: ShowState) => new AppError('shows.not_live', `the show is ${state}`);
