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

/** A whole poster: the base, then her name, face and QR. `qr` is where that lies, in pixels of the canvas. */
export async function paintPoster(
  base: Canvas,
  keeper: PosterKeeper,
  { scale, template }: { scale: number; template: catalog.PosterTemplate },
): Promise<Painted & { qr: Area }> {
  const face = await findImage(keeper.facePath);
  const { canvas, ink } = openInk(scale);
  ink.context.save();
  ink.context.setTransform(1, 0, 0, 1, 0, 0);
  ink.context.drawImage(base, 0, 0);
  ink.context.restore();
  const qr = paintStrip(ink, keeper, { face, look: templates[template].strip });
  const inPixels = { x: qr.x * scale, y: qr.y * scale, width: qr.width * scale, height: qr.height * scale };
  return { canvas, written: ink.written, qr: inPixels };
}

function openInk(scale: number): { canvas: Canvas; ink: Ink } {
  const canvas = createCanvas(Math.round(POSTER_WIDTH * scale), Math.round(POSTER_HEIGHT * scale));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.scale(scale, scale);
  return { canvas, ink: { context, written: [] } };
}

/** A face or logo is a nicety: without it the first letter stands there. */
const findImage = async (path: string | undefined): Promise<Image | undefined> =>
  path ? loadImage(path).catch(() => undefined) : undefined;
