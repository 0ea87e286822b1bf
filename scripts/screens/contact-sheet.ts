import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import sharp from 'sharp';

const GAP = 16;
const CAPTION = 30;
const PHONE = 390;
const WIDTH = 4 * PHONE + 5 * GAP;
const WIDE = 2 * PHONE + GAP;

type Tile = { label: string; picture: Buffer; width: number; height: number };

/** Labelled pictures of one screen, composed into one tall JPEG: four phones or two desktops in a row. */
export class ContactSheet {
  readonly name: string;
  readonly #tiles: Tile[] = [];

  constructor(name: string) {
    this.name = name;
  }

  async add(label: string, png: Buffer): Promise<void> {
    const { width: asTaken } = await sharp(png).metadata();
    const picture = sharp(png).resize({ width: asTaken > 700 ? WIDE : Math.min(asTaken, PHONE) });
    const { data, info } = await picture.jpeg({ quality: 88 }).toBuffer({ resolveWithObject: true });
    this.#tiles.push({ label, picture: data, width: info.width, height: info.height });
  }

  async write(path: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    const { height, places } = arrange(this.#tiles);
    const parts = this.#tiles.flatMap((tile, at) => {
      const [left = 0, top = 0] = places[at] ?? [];
      return [
        { input: caption(tile), left, top },
        { input: tile.picture, left, top: top + CAPTION },
      ];
    });
    await sharp({ create: { width: WIDTH, height, channels: 3, background: '#8b98a0' } })
      .composite(parts)
      .jpeg({ quality: 82 })
      .toFile(path);
  }
}

/** Left to right, a new row when the next one does not fit. */
function arrange(tiles: readonly Tile[]): { height: number; places: [number, number][] } {
  let [left, top, rowHeight] = [GAP, GAP, 0];
  const places = tiles.map(({ width, height }): [number, number] => {
    if (left + width + GAP > WIDTH) {
      left = GAP;
      top += rowHeight + GAP;
      rowHeight = 0;
    }
    const place: [number, number] = [left, top];
    left += width + GAP;
    rowHeight = Math.max(rowHeight, height + CAPTION);
    return place;
  });
  return { height: top + rowHeight + GAP, places };
}

function caption({ label, width }: Tile): Buffer {
  const text = label.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CAPTION}"><rect width="100%" height="100%" fill="#20303a"/><text x="8" y="20" font-size="14" font-family="Noto Sans CJK SC, sans-serif" fill="#fff">${text}</text></svg>`,
  );
}
