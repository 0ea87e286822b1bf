import type { Image, SKRSContext2D } from '@napi-rs/canvas';
import { colours, POSTER_WIDTH } from './poster-spec.ts';
import { wrapText } from './poster-text.ts';

/** Chinese first, then whatever a shop title brings. */
const FAMILY = '"Noto Sans SC", "Noto Color Emoji"';
export const MARGIN = 48;
export const INNER_WIDTH = POSTER_WIDTH - 2 * MARGIN;

export type Area = { x: number; y: number; width: number; height: number };
/** Where a line of text came to lie, and what it had to keep to. */
export type TextBox = Area & { text: string; area: Area };
/** What paints, and what it wrote so far. Everything is in the poster's own pixels, whatever the scale. */
export type Ink = { context: SKRSContext2D; written: TextBox[] };

export type TextLook = {
  weight: 400 | 700;
  /** In px, the best first: the first at which all of it fits is taken. */
  sizes: readonly [number, ...number[]];
  colour: string;
  maxLines: number;
  align?: 'left' | 'center' | 'right';
};

const LINE_HEIGHT = 1.34;
const font = (weight: 400 | 700, sizePx: number) => `${weight} ${sizePx}px ${FAMILY}`;

/** Writes text from the top of a place that is so wide; what is too long ends with an ellipsis. @returns where it ends */
export function write(ink: Ink, text: string, place: { x: number; y: number; width: number }, look: TextLook): number {
  const { context } = ink;
  const { lines, sizePx } = chooseSize(context, text, place.width, look);
  const { align = 'left', colour } = look;
  const lineHeight = Math.round(sizePx * LINE_HEIGHT);
  const area = { ...place, height: lines.length * lineHeight };
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  const x = { left: place.x, center: place.x + place.width / 2, right: place.x + place.width }[align];
  for (const [index, line] of lines.entries()) {
    const baseline = place.y + index * lineHeight + Math.round((lineHeight - sizePx) / 2 + sizePx * 0.88);
    context.fillText(line, x, baseline);
    const size = context.measureText(line);
    const box = {
      x: x - size.actualBoundingBoxLeft,
      y: baseline - size.actualBoundingBoxAscent,
      // Where fonts change within a line, only the advance is that of the whole.
      width: Math.max(size.actualBoundingBoxLeft + size.actualBoundingBoxRight, size.width),
      height: size.actualBoundingBoxAscent + size.actualBoundingBoxDescent,
    };
    ink.written.push({ ...box, text: line, area });
  }
  return place.y + area.height;
}

/** How high a text would be in a place so wide. */
export function measureHeight(ink: Ink, text: string, width: number, look: TextLook): number {
  const { lines, sizePx } = chooseSize(ink.context, text, width, look);
  return lines.length * Math.round(sizePx * LINE_HEIGHT);
}

export function measureWidth({ context }: Ink, text: string, weight: 400 | 700, sizePx: number): number {
  context.font = font(weight, sizePx);
  return context.measureText(text).width;
}

function chooseSize(context: SKRSContext2D, text: string, maxWidth: number, { maxLines, sizes, weight }: TextLook) {
  for (const sizePx of sizes) {
    context.font = font(weight, sizePx);
    const lines = wrapText(context, text, { maxWidth, maxLines: maxLines + 1 });
    if (lines.length <= maxLines) return { lines, sizePx };
  }
  const sizePx = sizes.at(-1) ?? sizes[0];
  context.font = font(weight, sizePx);
  return { lines: wrapText(context, text, { maxWidth, maxLines }), sizePx };
}

export function fillRound({ context }: Ink, area: Area, radius: number, fill: string): void {
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(area.x, area.y, area.width, area.height, radius);
  context.fill();
}

/** A picture that fills an area. One of quite another shape is shown whole, on a blurred copy of itself. */
export function placePicture(ink: Ink, picture: Image, area: Area, radius = 0): void {
  const { context } = ink;
  const ratio = picture.width / picture.height / (area.width / area.height);
  if (ratio > 0.78 && ratio < 1.28) return void coverWith(ink, picture, area, radius);
  context.save();
  context.beginPath();
  context.roundRect(area.x, area.y, area.width, area.height, radius);
  context.clip();
  const [wide, high] = [area.width / picture.width, area.height / picture.height];
  context.filter = 'blur(36px) brightness(0.82)';
  drawCentred(context, picture, area, Math.max(wide, high) * 1.12);
  context.filter = 'none';
  drawCentred(context, picture, area, Math.min(wide, high));
  context.restore();
}

/** A picture that fills an area, whatever is cut off. */
export function coverWith({ context }: Ink, picture: Image, area: Area, radius = 0): void {
  context.save();
  context.beginPath();
  context.roundRect(area.x, area.y, area.width, area.height, radius);
  context.clip();
  drawCentred(context, picture, area, Math.max(area.width / picture.width, area.height / picture.height) * 1.001);
  context.restore();
}

function drawCentred(context: SKRSContext2D, picture: Image, area: Area, scale: number): void {
  const [width, height] = [picture.width * scale, picture.height * scale];
  const [x, y] = [area.x + (area.width - width) / 2, area.y + (area.height - height) / 2];
  context.drawImage(picture, x, y, width, height);
}

type Round = { x: number; y: number; radius: number; rim: string };
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A round picture with a rim; the first letter of the name where there is no picture. */
export function placeRound(ink: Ink, picture: Image | undefined, name: string, { radius, rim, x, y }: Round): void {
  const { context } = ink;
  const around = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  const outer = { x: x - radius - 5, y: y - radius - 5, width: 2 * radius + 10, height: 2 * radius + 10 };
  fillRound(ink, outer, radius + 5, rim);
  fillRound(ink, around, radius, colours.teal);
  if (picture) {
    context.save();
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.clip();
    const scale = Math.max(around.width / picture.width, around.height / picture.height);
    drawCentred(context, picture, around, scale);
    context.restore();
    return;
  }
  const [first] = graphemes.segment(name);
  context.fillStyle = colours.white;
  context.font = font(700, Math.round(radius * 0.92));
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(first?.segment ?? '', x, y + radius * 0.06);
}

/** The word that says it is advertising, at the upper right. */
export function placeAdMark(ink: Ink, mark: string): void {
  const width = Math.ceil(measureWidth(ink, mark, 400, 24));
  const place = { x: POSTER_WIDTH - 28 - 14 - width, y: 28, width };
  fillRound(ink, { x: place.x - 14, y: 28, width: width + 28, height: 40 }, 8, 'rgba(11, 37, 48, 0.62)');
  write(ink, mark, { ...place, y: 32 }, { weight: 400, sizes: [24], colour: colours.white, maxLines: 1 });
}
