import type { PaintedPoster, PosterRoom } from './poster-painter.ts';

/** Some 110 kB are usual; one that is larger is sent and not kept. */
export const ROOM_BYTES = 256 * 1024;

export type PosterShelfOptions = { rooms: number; onTaken: (from: 'kept' | 'joined') => void };

/** A poster in somebody's hands: its room is not painted over until it was let go of. May be let go of twice. */
export type TakenPoster = { bytes: Uint8Array; letGo: () => void };

type Kept = { readonly bytes: Uint8Array; readonly room: PosterRoom; users: number };
type UnderWay = { readonly painting: Promise<Kept | Uint8Array>; users: number };

/**
 * Posters that were painted lately, and those under way. They lie in memory that is shared with the painters and used
 * again: of bytes that come and go, a hundred kB a hundred times a second, each collection would stop the thread that
 * serves the room.
 */
export class PosterShelf {
  readonly memory: SharedArrayBuffer;
  readonly #onTaken: PosterShelfOptions['onTaken'];
  readonly #free: PosterRoom[];
  /** The one that was not taken for longest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, UnderWay>();

  constructor({ onTaken, rooms }: PosterShelfOptions) {
    this.memory = new SharedArrayBuffer(rooms * ROOM_BYTES);
    this.#free = Array.from({ length: rooms }, (_, n) => ({ at: n * ROOM_BYTES, bytes: ROOM_BYTES }));
    this.#onTaken = onTaken;
  }

  /**
   * The poster of that name, painted unless it is there; whoever asks while it is painted gets the same one. A failure is
   * not kept: the next who asks tries again.
   */
  async take(name: string, paint: (room?: PosterRoom) => Promise<PaintedPoster>): Promise<TakenPoster> {
    const kept = this.#kept.get(name);
    if (kept) {
      this.#onTaken('kept');
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      kept.users += 1;
      return hand(kept);
    }
    const joined = this.#underWay.get(name);
    if (joined) {
      this.#onTaken('joined');
      joined.users += 1;
      return hand(await joined.painting);
    }
    const own: UnderWay = { painting: this.#paint(name, paint, () => own.users), users: 1 };
    this.#underWay.set(name, own);
    return hand(await own.painting);
  }

  async #paint(
    name: string,
    paint: (room?: PosterRoom) => Promise<PaintedPoster>,
    readUsers: () => number,
  ): Promise<Kept | Uint8Array> {
    const room = this.#findRoom();
    try {
      const painted = await paint(room);
      if (!room || painted.bytes.buffer !== this.memory) {
        if (room) this.#free.push(room);
        return painted.bytes;
      }
      const kept = { bytes: painted.bytes, room, users: readUsers() };
      this.#kept.set(name, kept);
      return kept;
    } catch (error) {
      if (room) this.#free.push(room);
      throw error;
    } finally {
      this.#underWay.delete(name);
    }
  }

  /** A free one, else that of the poster which was not taken for longest; none while all are in somebody's hands. */
  #findRoom(): PosterRoom | undefined {
    const free = this.#free.pop();
    if (free) return free;
    for (const [name, { room, users }] of this.#kept) {
      if (users > 0) continue;
      this.#kept.delete(name);
      return room;
    }
    return undefined;
  }
}

function hand(poster: Kept | Uint8Array): TakenPoster {
  if (poster instanceof Uint8Array) return { bytes: poster, letGo: () => {} };
  let isHeld = true;
  const letGo = () => {
    if (isHeld) poster.users -= 1;
    isHeld = false;
  };
  return { bytes: poster.bytes, letGo };
}
