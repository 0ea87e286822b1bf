import { coverWith, fillRound, INNER_WIDTH, type Ink, MARGIN, measureHeight, write } from '../poster-ink.ts';
import { colours, POSTER_HEIGHT, POSTER_WIDTH, type PosterBase } from '../poster-spec.ts';
import type { PosterTemplate } from './poster-template.ts';

const PICTURE_HEIGHT = 560;
const TILES = { y: 862, height: 132 };
const tileGround = 'rgba(127, 227, 214, 0.14)';
const large = { weight: 700, sizes: [74], colour: colours.lamp, maxLines: 1, align: 'center' } as const;

/** An invitation to the show: its name, and day, hour and minute on tiles. */
export const invite: PosterTemplate = {
  paintBase(ink, { price, show, title }, { picture }) {
    paintGround(ink, () => coverWith(ink, picture, { x: 0, y: 0, width: POSTER_WIDTH, height: PICTURE_HEIGHT }));
    const place = { x: MARGIN, width: INNER_WIDTH };
    const call = { weight: 700, sizes: [30, 26], colour: colours.foam, maxLines: 1 } as const;
    const name = { weight: 700, sizes: [64, 56, 48, 42], colour: colours.white, maxLines: 3 } as const;
    const callEnd = write(ink, show.invitation, { ...place, y: 576 }, call) + 6;
    const room = TILES.y - 24 - callEnd;
    write(
      ink,
      show.title,
      { ...place, y: callEnd + Math.max(0, (room - measureHeight(ink, show.title, INNER_WIDTH, name)) / 2) },
      name,
    );
    if (show.when) paintTiles(ink, show.when);
    else paintWideTile(ink, show.instead);
    const product = price ? `${title} · ${price.text}` : title;
    write(ink, product, { ...place, y: 1_022 }, { weight: 400, sizes: [28, 26], colour: '#a6c2cd', maxLines: 1 });
  },
  strip: { ground: '#123a4a', name: colours.white, quiet: '#b6ced7', accent: colours.foam },
};

function paintGround(ink: Ink, paintPicture: () => void): void {
  const { context } = ink;
  fillRound(ink, { x: 0, y: 0, width: POSTER_WIDTH, height: POSTER_HEIGHT }, 0, colours.abyss);
  paintPicture();
  const fade = context.createLinearGradient(0, PICTURE_HEIGHT - 260, 0, PICTURE_HEIGHT);
  fade.addColorStop(0, 'rgba(7, 26, 36, 0)');
  fade.addColorStop(1, colours.abyss);
  context.fillStyle = fade;
  context.fillRect(0, PICTURE_HEIGHT - 260, POSTER_WIDTH, 262);
  for (const [x, y, size] of [
    [664, 588, 26],
    [616, 622, 20],
    [690, 640, 16],
  ] as const) {
    paintFish(ink, x, y, size);
  }
}

/** One of the school: a leaf with a tail. */
function paintFish({ context }: Ink, x: number, y: number, size: number): void {
  context.fillStyle = 'rgba(127, 227, 214, 0.55)';
  context.beginPath();
  context.moveTo(x - size, y);
  context.quadraticCurveTo(x, y - size * 0.7, x + size * 0.7, y);
  context.lineTo(x + size * 1.25, y - size * 0.4);
  context.lineTo(x + size * 1.25, y + size * 0.4);
  context.lineTo(x + size * 0.7, y);
  context.quadraticCurveTo(x, y + size * 0.7, x - size, y);
  context.fill();
}

function paintTiles(ink: Ink, { day, hour, minute, weekday }: NonNullable<PosterBase['show']['when']>): void {
  const [gap, narrow] = [40, 150];
  const wide = INNER_WIDTH - 2 * narrow - gap - 20;
  const [hourX, minuteX] = [MARGIN + wide + 20, MARGIN + wide + 20 + narrow + gap];
  const date = { x: MARGIN, y: TILES.y, width: wide, height: TILES.height };
  fillRound(ink, date, 20, tileGround);
  const inside = { x: date.x + 12, width: wide - 24 };
  const centre = { maxLines: 1, align: 'center' } as const;
  write(
    ink,
    day,
    { ...inside, y: TILES.y + 14 },
    { ...centre, weight: 700, sizes: [44, 38, 32], colour: colours.white },
  );
  write(
    ink,
    weekday,
    { ...inside, y: TILES.y + 78 },
    { ...centre, weight: 400, sizes: [28, 24], colour: colours.foam },
  );
  for (const [text, x] of [
    [hour, hourX],
    [minute, minuteX],
  ] as const) {
    fillRound(ink, { x, y: TILES.y, width: narrow, height: TILES.height }, 20, tileGround);
    write(ink, text, { x, y: TILES.y + 16, width: narrow }, large);
  }
  write(ink, ':', { x: hourX + narrow, y: TILES.y + 12, width: gap }, large);
}

function paintWideTile(ink: Ink, text: string): void {
  fillRound(ink, { x: MARGIN, y: TILES.y, width: INNER_WIDTH, height: TILES.height }, 20, tileGround);
  const look = { weight: 700, sizes: [46, 40, 34], colour: colours.lamp, maxLines: 2, align: 'center' } as const;
  const width = INNER_WIDTH - 48;
  const y = TILES.y + (TILES.height - measureHeight(ink, text, width, look)) / 2;
  write(ink, text, { x: MARGIN + 24, width, y }, look);
}
