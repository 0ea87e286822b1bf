import {
  fillRound,
  INNER_WIDTH,
  type Ink,
  MARGIN,
  measureHeight,
  placePicture,
  placeRound,
  write,
} from '../poster-ink.ts';
import { colours, POSTER_HEIGHT, POSTER_WIDTH, type PosterBase } from '../poster-spec.ts';
import type { PosterTemplate } from './poster-template.ts';

const CENTRE = POSTER_WIDTH / 2;
const PICTURE = { x: MARGIN, y: 226, width: INNER_WIDTH };
const WORDS_END = 946;
const PROMISE_HEIGHT = 96;

/** The brand's story on paper: who makes it, and what a buyer may expect. */
export const trust: PosterTemplate = {
  paintBase(ink, base, { logo, picture }) {
    fillRound(ink, { x: 0, y: 0, width: POSTER_WIDTH, height: POSTER_HEIGHT }, 0, colours.paper);
    frame(ink);
    placeRound(ink, logo, base.brandName, { x: CENTRE, y: 96, radius: 48, rim: colours.bronze });
    const name = { weight: 700, sizes: [34, 30, 26], colour: colours.pine, maxLines: 1, align: 'center' } as const;
    write(ink, base.brandName, { x: MARGIN + 40, y: 160, width: INNER_WIDTH - 80 }, name);
    const wordsTop = findWordsTop(base);
    placePicture(ink, picture, { ...PICTURE, height: wordsTop - 24 - PICTURE.y }, 18);
    writeStory(ink, base, wordsTop);
    writeProduct(ink, base);
  },
  strip: { ground: colours.white, edge: '#dcc9a4', name: colours.deepSea, quiet: colours.muted, accent: colours.pine },
};

function frame({ context }: Ink): void {
  context.strokeStyle = '#dcc9a4';
  context.lineWidth = 2;
  context.strokeRect(18, 18, POSTER_WIDTH - 36, POSTER_HEIGHT - 36);
}

/** The picture takes the room of words that nobody wrote. */
function findWordsTop({ promise, story }: PosterBase): number {
  const promiseRoom = promise ? PROMISE_HEIGHT : 0;
  return story ? 650 : WORDS_END - promiseRoom + (promise ? 0 : 24);
}

function writeStory(ink: Ink, { promise, story }: PosterBase, top: number): void {
  const place = { x: MARGIN, width: INNER_WIDTH };
  const promiseTop = WORDS_END - PROMISE_HEIGHT;
  const look = { weight: 400, sizes: [36, 32, 29, 26], colour: colours.deepSea, maxLines: promise ? 5 : 8 } as const;
  if (story) {
    const room = (promise ? promiseTop - 12 : WORDS_END) - top;
    // A closing mark may hang over the edge; the frame is near.
    const narrow = { x: MARGIN + 12, width: INNER_WIDTH - 24 };
    const spare = room - measureHeight(ink, story, narrow.width, look);
    write(ink, story, { ...narrow, y: top + Math.max(0, spare / 2) }, look);
  }
  if (!promise) return;
  fillRound(ink, { ...place, y: promiseTop, height: PROMISE_HEIGHT }, 16, '#efe6d3');
  paintTick(ink, MARGIN + 38, promiseTop + 48);
  const inside = { x: MARGIN + 76, width: INNER_WIDTH - 96 };
  const [label, text] = [
    { weight: 700, sizes: [24], colour: colours.pine, maxLines: 1 } as const,
    { weight: 400, sizes: [26, 24], colour: colours.deepSea, maxLines: 1 } as const,
  ];
  write(ink, promise.label, { ...inside, y: promiseTop + 10 }, label);
  write(ink, promise.text, { ...inside, y: promiseTop + 46 }, text);
}

function paintTick(ink: Ink, x: number, y: number): void {
  fillRound(ink, { x: x - 22, y: y - 22, width: 44, height: 44 }, 22, colours.pine);
  const { context } = ink;
  context.strokeStyle = colours.white;
  context.lineWidth = 5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(x - 9, y + 1);
  context.lineTo(x - 2, y + 8);
  context.lineTo(x + 10, y - 8);
  context.stroke();
}

function writeProduct(ink: Ink, { price, title }: PosterBase): void {
  const place = { x: MARGIN, y: 964, width: INNER_WIDTH };
  const look = { weight: 700, sizes: [36, 32], colour: colours.deepSea } as const;
  if (!price) return void write(ink, title, place, { ...look, maxLines: 2 });
  const end = write(ink, title, place, { ...look, maxLines: 1 });
  write(
    ink,
    `${price.label} ${price.text}`,
    { ...place, y: end + 2 },
    { weight: 700, sizes: [38], colour: colours.bronze, maxLines: 1 },
  );
}
