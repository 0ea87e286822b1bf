import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { catalog } from '@shoal/contract';
import { paintStrip } from './paint-strip.ts';
import { type Area, type Ink, placeAdMark, type TextBox } from './poster-ink.ts';
import { POSTER_HEIGHT, POSTER_WIDTH, type PosterBase, type PosterKeeper } from './poster-spec.ts';
import { hero } from './poster-templates/hero.ts';
import { invite } from './poster-templates/invite.ts';
import type { PosterTemplate } from './poster-templates/poster-template.ts';
import { price } from './poster-templates/price.ts';
import { trust } from './poster-templates/trust.ts';

const templates: Readonly<Record<catalog.PosterTemplate, PosterTemplate>> = { hero, price, invite, trust };

/** A canvas with what is written on it, in the poster's own pixels. */
export type Painted = { canvas: Canvas; written: readonly TextBox[] };

/** The part that all shopkeepers' posters of a material share. */
export async function paintBase(base: PosterBase, scale: number): Promise<Painted> {
  const [picture, logo] = await Promise.all([loadImage(base.picturePath), findImage(base.logoPath)]);
  const { canvas, ink } = openInk(scale);
  templates[base.template].paintBase(ink, base, { picture, logo });
  if (base.adMark) placeAdMark(ink, base.adMark);
  return { canvas, written: ink.written };
}

/** What lies below a line of a canvas, as a canvas of its own. */
export function cutFoot(whole: Canvas, top: number): Canvas {
  const foot = createCanvas(whole.width, whole.height - top);
  foot.getContext('2d').drawImage(whole, 0, -top);
  return foot;
}

/**
 * A poster, or its foot: the base, then her name, face and QR. `qr` is where that lies, in pixels of the canvas.
 * @param top where the base begins, in the poster's own pixels
 * @param sheet a canvas of the base's size that is painted over; a new one each time keeps the collector busy
 */
export async function paintPoster(
  base: Canvas,
  keeper: PosterKeeper,
  {
    scale,
    sheet,
    template,
    top = 0,
  }: { scale: number; template: catalog.PosterTemplate; top?: number; sheet?: Canvas },
): Promise<Painted & { qr: Area }> {
  const face = await findImage(keeper.facePath);
  const canvas = sheet ?? createCanvas(base.width, base.height);
  const context = canvas.getContext('2d');
  context.reset();
  context.drawImage(base, 0, 0);
  const ink = toInk(canvas, scale, top);
  const qr = paintStrip(ink, keeper, { face, look: templates[template].strip });
  const inPixels = { x: qr.x * scale, y: (qr.y - top) * scale, width: qr.width * scale, height: qr.height * scale };
  return { canvas, written: ink.written, qr: inPixels };
}

function openInk(scale: number): { canvas: Canvas; ink: Ink } {
  const canvas = createCanvas(Math.round(POSTER_WIDTH * scale), Math.round(POSTER_HEIGHT * scale));
  return { canvas, ink: toInk(canvas, scale, 0) };
}

function toInk(canvas: Canvas, scale: number, top: number): Ink {
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.scale(scale, scale);
  context.translate(0, -top);
  return { context, written: [] };
}

/** A face or logo is a nicety: without it the first letter stands there. */
const findImage = async (path: string | undefined): Promise<Image | undefined> =>
  path ? loadImage(path).catch(() => undefined) : undefined;
