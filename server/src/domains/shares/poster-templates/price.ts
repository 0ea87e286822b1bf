import {
  fillRound,
  INNER_WIDTH,
  type Ink,
  MARGIN,
  measureHeight,
  measureWidth,
  placePicture,
  write,
} from '../poster-ink.ts';
import { colours, POSTER_HEIGHT, POSTER_WIDTH, type PosterBase } from '../poster-spec.ts';
import type { PosterTemplate } from './poster-template.ts';

const CARD = { x: MARGIN, y: 104, width: INNER_WIDTH, height: 560 };
const WORDS_TOP = 684;
/** What the word for advertising takes at the right, in the longer of our languages. */
const AD_MARK_WIDTH = 196;

/** The price as large as it gets, on deep teal. */
export const price: PosterTemplate = {
  paintBase(ink, base, { picture }) {
    paintGround(ink);
    const label = { weight: 700, sizes: [28, 24], colour: colours.foam, maxLines: 1 } as const;
    write(ink, base.show.title, { x: MARGIN, y: 38, width: INNER_WIDTH - AD_MARK_WIDTH }, label);
    fillRound(
      ink,
      { x: CARD.x - 6, y: CARD.y - 6, width: CARD.width + 12, height: CARD.height + 12 },
      34,
      colours.white,
    );
    placePicture(ink, picture, CARD, 28);
    if (base.price) writePriced(ink, base.title, base.price);
    else writeUnpriced(ink, base.title);
  },
  strip: { ground: colours.white, name: colours.deepSea, quiet: colours.muted, accent: '#0b7a70' },
};

function paintGround(ink: Ink): void {
  const { context } = ink;
  const ground = context.createLinearGradient(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  ground.addColorStop(0, '#0a6b66');
  ground.addColorStop(0.55, '#0b4a55');
  ground.addColorStop(1, colours.deepSea);
  context.fillStyle = ground;
  context.fillRect(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  context.strokeStyle = 'rgba(127, 227, 214, 0.13)';
  context.lineWidth = 3;
  for (let radius = 120; radius <= 720; radius += 75) {
    context.beginPath();
    context.arc(POSTER_WIDTH - 40, 900, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function writePriced(ink: Ink, title: string, { label, text }: NonNullable<PosterBase['price']>): void {
  const place = { x: MARGIN, width: INNER_WIDTH };
  const look = { weight: 700, sizes: [42, 38], colour: colours.white, maxLines: 2 } as const;
  const titleEnd = write(ink, title, { ...place, y: WORDS_TOP }, look);
  const pill = { weight: 700, sizes: [26], colour: colours.deepSea, maxLines: 1 } as const;
  const pillTop = titleEnd + (titleEnd < 790 ? 34 : 14);
  const labelWidth = Math.ceil(measureWidth(ink, label, 700, pill.sizes[0]));
  fillRound(ink, { x: MARGIN, y: pillTop, width: labelWidth + 36, height: 44 }, 22, colours.lamp);
  write(ink, label, { x: MARGIN + 18, y: pillTop + 5, width: labelWidth }, pill);
  const large = { weight: 700, sizes: [156, 128, 104, 84, 66], colour: colours.lamp, maxLines: 1 } as const;
  const [top, bottom] = [pillTop + 44, 1_080];
  const height = measureHeight(ink, text, INNER_WIDTH, large);
  write(ink, text, { ...place, y: top + Math.max(0, (bottom - top - height) / 2) }, large);
}

function writeUnpriced(ink: Ink, title: string): void {
  const look = { weight: 700, sizes: [76, 66, 56, 48], colour: colours.white, maxLines: 4 } as const;
  const height = measureHeight(ink, title, INNER_WIDTH, look);
  write(ink, title, { x: MARGIN, width: INNER_WIDTH, y: WORDS_TOP + Math.max(0, (396 - height) / 2) }, look);
}
