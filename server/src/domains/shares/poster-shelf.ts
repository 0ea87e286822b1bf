import { keepRecent } from './keep-recent.ts';

/** Posters that were painted lately, and those under way. */
export type PosterShelf = {
  /** The poster of that name, painted unless it is there; whoever asks while it is painted gets the same one. */
  take: (name: string, paint: () => Promise<Uint8Array>) => Promise<Uint8Array>;
};

/** A failure is not kept: the next who asks tries again. */
export function openPosterShelf(maxBytes: number, onTaken: (from: 'kept' | 'joined') => void): PosterShelf {
  const kept = keepRecent<Uint8Array>(maxBytes, (bytes) => bytes.byteLength);
  const underWay = new Map<string, Promise<Uint8Array>>();
  return {
    async take(name, paint) {
      const known = kept.get(name);
      if (known) {
        onTaken('kept');
        return known;
      }
      const painting = underWay.get(name);
      if (painting) {
        onTaken('joined');
        return painting;
      }
      const own = paint();
      underWay.set(name, own);
      try {
        const bytes = await own;
        kept.set(name, bytes);
        return bytes;
      } finally {
        underWay.delete(name);
      }
    },
  };
}
