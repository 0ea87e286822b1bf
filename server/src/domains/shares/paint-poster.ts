import { type Canvas, createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { encode } from 'uqr';
import { colours, POSTER_HEIGHT, POSTER_WIDTH, type PosterSpec } from './poster-spec.ts';
import { wrapText } from './poster-text.ts';

/** Chinese first, then whatever a shop title brings. */
const FAMILY = '"Noto Sans SC", "Noto Color Emoji"';
const MARGIN = 48;
const PICTURE_HEIGHT = 850;
const SHEET_TOP = 812;
const STRIP = { top: 1_098, height: 196 } as const;
const QR_SIDE = 164;

const font = (weight: 400 | 700, sizePx: number) => `${weight} ${sizePx}px ${FAMILY}`;

/** The part that all shopkeepers' posters of a material share: picture, title, price. */
export async function paintBase(spec: PosterSpec): Promise<Canvas> {
  const canvas = createCanvas(POSTER_WIDTH, POSTER_HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = colours.white;
  context.fillRect(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  paintPicture(context, await loadImage(spec.picturePath));
  context.fillStyle = colours.white;
  context.beginPath();
  context.roundRect(0, SHEET_TOP, POSTER_WIDTH, POSTER_HEIGHT - SHEET_TOP + 60, 40);
  context.fill();
  paintWords(context, spec);
  if (spec.adMark) paintAdMark(context, spec.adMark);
  return canvas;
}

/** A whole poster: the base, then her name, face and QR. */
export async function paintPoster(base: Canvas, spec: PosterSpec): Promise<Canvas> {
  const canvas = createCanvas(POSTER_WIDTH, POSTER_HEIGHT);
  const context = canvas.getContext('2d');
  context.drawImage(base, 0, 0);
  context.fillStyle = colours.mist;
  context.beginPath();
  context.roundRect(MARGIN - 20, STRIP.top, POSTER_WIDTH - 2 * (MARGIN - 20), STRIP.height, 28);
  context.fill();
  await paintFace(context, spec);
  paintPerson(context, spec);
  paintQr(context, spec.url);
  return canvas;
}

function paintPicture(context: SKRSContext2D, picture: Image): void {
  const area = { width: POSTER_WIDTH, height: PICTURE_HEIGHT };
  const ratio = picture.width / picture.height / (area.width / area.height);
  const isNearlyRight = ratio > 0.86 && ratio < 1.16;
  context.save();
  context.beginPath();
  context.rect(0, 0, area.width, area.height);
  context.clip();
  if (!isNearlyRight) context.filter = 'blur(36px) brightness(0.82)';
  drawScaled(context, picture, Math.max(area.width / picture.width, area.height / picture.height) * 1.001);
  context.filter = 'none';
  // A picture of another shape is shown whole, on a blurred copy of itself.
  if (!isNearlyRight)
    drawScaled(context, picture, Math.min(area.width / picture.width, (area.height - 40) / picture.height));
  context.restore();
}

function drawScaled(context: SKRSContext2D, picture: Image, scale: number): void {
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (POSTER_WIDTH - width) / 2, (SHEET_TOP - height) / 2 + 12, width, height);
}

function paintWords(context: SKRSContext2D, { priceText, showTitle, title }: PosterSpec): void {
  const maxWidth = POSTER_WIDTH - 2 * MARGIN;
  context.textBaseline = 'alphabetic';
  context.fillStyle = colours.deepSea;
  context.font = font(700, 44);
  const lines = wrapText(context, title, { maxWidth, maxLines: 2 });
  for (const [index, line] of lines.entries()) context.fillText(line, MARGIN, 892 + index * 60);
  let y = 892 + lines.length * 60 + 4;
  if (priceText) {
    context.font = font(700, 50);
    context.fillStyle = colours.teal;
    context.fillText(priceText, MARGIN, y + 6);
    y += 56;
  }
  context.font = font(400, 26);
  context.fillStyle = colours.muted;
  context.fillText(wrapText(context, showTitle, { maxWidth, maxLines: 1 })[0] ?? '', MARGIN, Math.min(y, 1_072));
}

function paintAdMark(context: SKRSContext2D, mark: string): void {
  context.font = font(400, 24);
  const width = context.measureText(mark).width + 28;
  const [x, y] = [POSTER_WIDTH - MARGIN + 20 - width, 28];
  context.fillStyle = 'rgba(11, 37, 48, 0.62)';
  context.beginPath();
  context.roundRect(x, y, width, 40, 8);
  context.fill();
  context.fillStyle = colours.white;
  context.textBaseline = 'middle';
  context.fillText(mark, x + 14, y + 21);
}

async function paintFace(context: SKRSContext2D, { facePath, personName }: PosterSpec): Promise<void> {
  const [x, y, radius] = [MARGIN + 66, STRIP.top + STRIP.height / 2, 60];
  context.save();
  context.fillStyle = colours.white;
  context.beginPath();
  context.arc(x, y, radius + 5, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.clip();
  context.fillStyle = colours.teal;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  const face = facePath && (await loadImage(facePath).catch(() => undefined));
  if (face) {
    const scale = Math.max((2 * radius) / face.width, (2 * radius) / face.height);
    context.drawImage(
      face,
      x - (face.width * scale) / 2,
      y - (face.height * scale) / 2,
      face.width * scale,
      face.height * scale,
    );
  } else {
    context.fillStyle = colours.white;
    context.font = font(700, 56);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText([...personName][0] ?? '', x, y + 4);
  }
  context.restore();
}

function paintPerson(context: SKRSContext2D, { personName, scanHint, tagline }: PosterSpec): void {
  const [x, maxWidth] = [MARGIN + 152, 310];
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillStyle = colours.deepSea;
  context.font = font(700, 34);
  context.fillText(wrapText(context, personName, { maxWidth, maxLines: 1 })[0] ?? '', x, STRIP.top + 62);
  context.font = font(400, 24);
  context.fillStyle = colours.muted;
  const lines = wrapText(context, tagline, { maxWidth, maxLines: 2 });
  for (const [index, line] of lines.entries()) context.fillText(line, x, STRIP.top + 100 + index * 32);
  context.font = font(700, 24);
  context.fillStyle = colours.teal;
  context.fillText(scanHint, x, STRIP.top + (lines.length === 2 ? 170 : 150));
}

function paintQr(context: SKRSContext2D, url: string): void {
  const { data, size } = encode(url, { ecc: 'M', border: 0 });
  const module = Math.floor(QR_SIDE / size);
  const side = module * size;
  const box = QR_SIDE + 16;
  const [boxX, boxY] = [POSTER_WIDTH - MARGIN + 4 - box, STRIP.top + (STRIP.height - box) / 2];
  context.fillStyle = colours.white;
  context.beginPath();
  context.roundRect(boxX, boxY, box, box, 16);
  context.fill();
  context.fillStyle = colours.deepSea;
  const [left, top] = [Math.round(boxX + (box - side) / 2), Math.round(boxY + (box - side) / 2)];
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(left + x * module, top + y * module, module, module);
    });
  });
}
