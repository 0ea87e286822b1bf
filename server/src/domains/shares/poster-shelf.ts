import type { PosterRoom } from './poster-painter.ts';

/** Some 110 kB are usual; one that is larger is sent and not kept. */
export const ROOM_BYTES = 256 * 1024;

export type PosterShelfOptions = { rooms: number; onTaken: (from: 'kept' | 'joined') => void };

/** A poster in somebody's hands: its room is not painted over until it was let go of. May be let go of twice. */
export type TakenPoster = { bytes: Uint8Array; letGo: () => void };

type Paint = (room?: PosterRoom) => Promise<Uint8Array>;
type Kept = { readonly bytes: Uint8Array; readonly room: PosterRoom; users: number };

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
  /** What came of each: bytes by themselves when there was no room. */
  readonly #underWay = new Map<string, Promise<Kept | Uint8Array>>();

  constructor({ onTaken, rooms }: PosterShelfOptions) {
    this.memory = new SharedArrayBuffer(rooms * ROOM_BYTES);
    this.#free = Array.from({ length: rooms }, (_, n) => ({ at: n * ROOM_BYTES, bytes: ROOM_BYTES }));
    this.#onTaken = onTaken;
  }

  /**
   * The poster of that name, painted unless it is there; whoever asks while it is painted gets the same one. A failure is
   * not kept: the next who asks tries again.
   */
  async take(name: string, paint: Paint): Promise<TakenPoster> {
    const kept = this.#kept.get(name);
    if (kept) {
      this.#onTaken('kept');
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return hand(kept);
    }
    const joined = this.#underWay.get(name);
    if (joined) {
      this.#onTaken('joined');
      return hand(await joined);
    }
    const painting = this.#paint(paint);
    this.#underWay.set(name, painting);
    try {
      const painted = await painting;
      const taken = hand(painted);
      if ('room' in painted) this.#kept.set(name, painted); // In hands already: its room cannot be given away before.
      return taken;
    } finally {
      this.#underWay.delete(name);
    }
  }

  async #paint(paint: Paint): Promise<Kept | Uint8Array> {
    const room = this.#findRoom();
    let kept: Kept | undefined;
    try {
      const bytes = await paint(room);
      if (room && bytes.buffer === this.memory) kept = { bytes, room, users: 0 };
      return kept ?? bytes;
    } finally {
      if (room && !kept) this.#free.push(room);
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
  poster.users += 1;
  let isHeld = true;
  const letGo = () => {
    if (isHeld) poster.users -= 1;
    isHeld = false;
  };
  return { bytes: poster.bytes, letGo };
}
