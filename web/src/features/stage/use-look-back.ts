import { useEffect, useRef, useState } from 'react';
import { toBackPath } from '../../live/back-path.ts';
import type { Picture, PictureChoice } from '../../live/picture-choice.ts';

export type LookBack = {
  /** What plays from the start; null while she watches what happens now. */
  path: string | null;
  /** Null while there is nothing from the start. */
  toStart: (() => void) | null;
  toLive: () => void;
};

/**
 * The show from its start while it goes on. The direct connection stays, without its picture, so that live is one press
 * away; the path stays too, whatever a rejoin brings, so that she keeps her place.
 */
export function useLookBack(livePath: string | null, picture: Pick<PictureChoice, 'choose' | 'chosen'>): LookBack {
  const [path, setPath] = useState<string | null>(null);
  const before = useRef<Picture | null>(null);
  const giveBack = () => {
    if (before.current) picture.choose(before.current);
    before.current = null;
  };
  const leave = useRef(giveBack);
  leave.current = giveBack;
  useEffect(() => () => leave.current(), []);
  return {
    path,
    toStart:
      livePath === null
        ? null
        : () => {
            before.current ??= picture.chosen.get();
            picture.choose('none');
            setPath(toBackPath(livePath));
          },
    toLive: () => {
      giveBack();
      setPath(null);
    },
  };
}
