import { fillRound, INNER_WIDTH, MARGIN, placePicture, write } from '../poster-ink.ts';
import { colours, POSTER_HEIGHT, POSTER_WIDTH } from '../poster-spec.ts';
import type { PosterTemplate } from './poster-template.ts';

const SHEET_TOP = 812;

/** The product's picture over the whole width; title and price on a white sheet below. */
export const hero: PosterTemplate = {
  paintBase(ink, { price, show, title }, { picture }) {
    fillRound(ink, { x: 0, y: 0, width: POSTER_WIDTH, height: POSTER_HEIGHT }, 0, colours.white);
    placePicture(ink, picture, { x: 0, y: 0, width: POSTER_WIDTH, height: SHEET_TOP + 40 });
    fillRound(ink, { x: 0, y: SHEET_TOP, width: POSTER_WIDTH, height: 600 }, 40, colours.white);
    const place = { x: MARGIN, width: INNER_WIDTH };
    const titleLook = { weight: 700, colour: colours.deepSea, maxLines: 2 } as const;
    const titleEnd = write(ink, title, { ...place, y: 850 }, { ...titleLook, sizes: price ? [44, 40] : [52, 46, 42] });
    let y = titleEnd + 8;
    if (price) {
      y = write(ink, price.text, { ...place, y }, { weight: 700, sizes: [50, 44], colour: colours.teal, maxLines: 1 });
    }
    const quiet = { weight: 400, sizes: [26], colour: colours.muted } as const;
    write(ink, show.title, { ...place, y: y + 10 }, { ...quiet, maxLines: price ? 1 : 2 });
  },
  strip: { ground: colours.mist, name: colours.deepSea, quiet: colours.muted, accent: '#0b7a70' },
};
