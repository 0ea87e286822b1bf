import type { ErrorCode } from '@shoal/contract';
import type { Names } from '../access-world.ts';

/**
 * Who may do what, for every route and socket command: S signed_out, N not_allowed, H hidden (the not-found code of what
 * it names), o allowed, whatever else it then answers. Columns as in `actors`:
 * anonymous, stranger (a shopkeeper not invited), guest, rival (host of another brand), host, operator.
 */
export type AccessRow = {
  /** A route as `METHOD /path`, or a command's name. */
  entry: string;
  /** Said of a second row of the same entry. */
  about?: string;
  /** On the things of the host's show. */
  cells: string;
  /** A moderator's cell, where it is not the guest's; on things that nobody has, allowed becomes hidden. */
  moderator?: 'N' | 'H' | 'o';
  /** On things that nobody has. By default who was allowed is told that there is none. */
  missing?: string;
  /** How the entry says that there is none; left out when it names nothing. */
  hidden?: ErrorCode | readonly ErrorCode[];
  /** `names` is what the cell is about; `own` are always the names of the host's show. */
  input?: (names: Names, own: Names) => Record<string, unknown>;
  /** Join the host's show first. */
  joins?: true;
  /** The first success uses it up, so each actor tries in a world of her own. */
  isSpent?: true;
};

export const row = (entry: string, cells: string, rest: Omit<AccessRow, 'entry' | 'cells'> = {}): AccessRow => ({
  entry,
  cells,
  ...rest,
});

/** For the crew of a show: its host, an operator. */
export const crewOfShow = (entry: string, more: (names: Names) => Record<string, unknown> = () => ({})): AccessRow =>
  row(entry, 'S N N H o o', {
    hidden: 'shows.not_found',
    input: (names) => ({ showId: names.showId, ...more(names) }),
  });
export const key = () => ({ idempotencyKey: crypto.randomUUID() });

export const ofBrand = (entry: string, input: AccessRow['input'] & {}, about?: string): AccessRow =>
  row(entry, 'S N N H o o', { hidden: 'catalog.not_found', input, ...(about !== undefined && { about }) });
/** What belongs to another brand is nobody's, to whoever asks. */
export const foreignPart = (entry: string, about: string, input: AccessRow['input'] & {}): AccessRow =>
  row(entry, 'S N N H H H', { about, hidden: showOrPart, input });

/** A command of the room, for whoever joined it. */
export const inRoom = (entry: string, cells: string, more: () => Record<string, unknown> = () => ({})): AccessRow =>
  row(entry, cells, {
    hidden: 'shows.not_joined',
    joins: true,
    input: ({ showId }) => ({ showId, ...more() }),
  });
export const foreign = (entry: string, hidden: readonly ErrorCode[], input: AccessRow['input'] & {}): AccessRow =>
  row(entry, 'S N N H H H', { about: 'what is not of this show', hidden, input });

export const showOrPart = ['shows.not_found', 'catalog.not_found'] as const;
export const showOrAccount = ['shows.not_found', 'accounts.not_found'] as const;
