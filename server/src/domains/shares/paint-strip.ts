import type { Image } from '@napi-rs/canvas';
import { encode } from 'uqr';
import {
  type Area,
  fillRound,
  type Ink,
  MARGIN,
  measureHeight,
  placeRound,
  type TextLook,
  write,
} from './poster-ink.ts';
import { colours, POSTER_WIDTH, type PosterKeeper } from './poster-spec.ts';
import { STRIP_TOP, type StripLook } from './poster-templates/poster-template.ts';

const STRIP = { x: MARGIN - 20, y: STRIP_TOP, width: POSTER_WIDTH - 2 * (MARGIN - 20), height: 196 };
const QR_BOX = 184;
const QR_SIDE = 168;
const WORDS = { x: MARGIN + 152, width: 304 };

/** Her face, name, line and QR, at the foot of each poster. @returns where the QR lies, with its quiet zone */
export function paintStrip(
  ink: Ink,
  keeper: PosterKeeper,
  { face, look }: { face: Image | undefined; look: StripLook },
): Area {
  fillRound(ink, STRIP, 28, look.ground);
  if (look.edge) {
    ink.context.strokeStyle = look.edge;
    ink.context.lineWidth = 2;
    ink.context.stroke();
  }
  placeRound(ink, face, keeper.name, { x: MARGIN + 66, y: STRIP.y + STRIP.height / 2, radius: 60, rim: colours.white });
  writeWords(ink, keeper, look);
  return paintQr(ink, keeper.url);
}

function writeWords(ink: Ink, { name, scanHint, tagline }: PosterKeeper, look: StripLook): void {
  const all: { text: string; gap: number; look: TextLook }[] = [
    { text: name, gap: 0, look: { weight: 700, sizes: [36, 32], colour: look.name, maxLines: 1 } },
    { text: tagline, gap: 2, look: { weight: 400, sizes: [24, 22], colour: look.quiet, maxLines: 2 } },
    { text: scanHint, gap: 8, look: { weight: 700, sizes: [25, 22], colour: look.accent, maxLines: 1 } },
  ];
  const lines = all.filter(({ text }) => text !== '');
  const heights = lines.map(({ gap, look: own, text }) => gap + measureHeight(ink, text, WORDS.width, own));
  let y = STRIP.y + (STRIP.height - heights.reduce((sum, height) => sum + height, 0)) / 2;
  for (const { gap, look: own, text } of lines) y = write(ink, text, { ...WORDS, y: y + gap }, own);
}

function paintQr(ink: Ink, url: string): Area {
  const { data, size } = encode(url, { ecc: 'M', border: 0 });
  const module = Math.max(2, Math.floor(QR_SIDE / size));
  const side = module * size;
  const box = { x: STRIP.x + STRIP.width - QR_BOX - 6, y: STRIP.y + 6, width: QR_BOX, height: QR_BOX };
  fillRound(ink, box, 22, colours.white);
  const [left, top] = [Math.round(box.x + (box.width - side) / 2), Math.round(box.y + (box.height - side) / 2)];
  ink.context.fillStyle = colours.deepSea;
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (isDark) ink.context.fillRect(left + x * module, top + y * module, module, module);
    }
  }
  return box;
}
