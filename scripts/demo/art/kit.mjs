import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const { resolve } = createRequire(import.meta.url);
const font = (file) => resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
GlobalFonts.registerFromPath(font('400Regular/NotoSansSC_400Regular.ttf'), 'Art Sans');
GlobalFonts.registerFromPath(font('700Bold/NotoSansSC_700Bold.ttf'), 'Art Sans');
GlobalFonts.registerFromPath(font('300Light/NotoSansSC_300Light.ttf'), 'Art Light');

/** Paints a picture of that size and hands the canvas back. */
export function picture(width, height, paint) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  paint(context, width, height);
  return canvas;
}

/** The same numbers at every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Colours from one side to the other: `[offset, colour]` pairs, or colours evenly spread. */
export function blend(context, [x0, y0, x1, y1], stops) {
  const gradient = context.createLinearGradient(x0, y0, x1, y1);
  stops.forEach((stop, index) => {
    const [offset, colour] = Array.isArray(stop) ? stop : [index / (stops.length - 1), stop];
    gradient.addColorStop(offset, colour);
  });
  return gradient;
}

export function glow(context, [x, y, radius], colour, strength = 1) {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, colour);
  gradient.addColorStop(1, `${colour.slice(0, 7)}00`);
  context.save();
  context.globalAlpha *= strength;
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  context.restore();
}

/** A wall, a table edge and light from the upper left: what a still life stands in. */
export function room(context, [width, height], { floor, floorTop = 0.68, wall }) {
  context.fillStyle = blend(context, [0, 0, width * 0.6, height], wall);
  context.fillRect(0, 0, width, height);
  glow(context, [width * 0.28, height * 0.2, width * 0.75], '#ffffff', 0.55);
  context.fillStyle = blend(context, [0, height * floorTop, 0, height], floor);
  context.fillRect(0, height * floorTop, width, height);
}

/** What keeps a thing on the table. */
export function shadow(context, [x, y, radiusX, radiusY], strength = 0.35) {
  context.save();
  context.translate(x, y);
  context.scale(1, radiusY / radiusX);
  glow(context, [0, 0, radiusX], '#1a1410', strength);
  context.restore();
}

export function rounded(context, [x, y, width, height], radius, fill) {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fillStyle = fill;
  context.fill();
}

export function disc(context, [x, y, radius], fill) {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fillStyle = fill;
  context.fill();
}

export function oval(context, [x, y, radiusX, radiusY], fill) {
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
  context.fillStyle = fill;
  context.fill();
}

/** Words; `spacing` in px between the characters, `align` as in canvas. */
export function words(
  context,
  text,
  [x, y],
  { align = 'left', colour, family = 'Art Sans', size, spacing = 0, weight = 400 },
) {
  context.font = `${weight} ${size}px "${family}"`;
  context.letterSpacing = `${spacing}px`;
  context.textAlign = align;
  context.fillStyle = colour;
  context.fillText(text, x, y);
  context.letterSpacing = '0px';
  context.textAlign = 'left';
}

/** Words from top to bottom, as on a seal or a tin. */
export function column(context, text, [x, y], { colour, family = 'Art Sans', size, spacing = 0, weight = 700 }) {
  context.font = `${weight} ${size}px "${family}"`;
  context.textAlign = 'center';
  context.fillStyle = colour;
  for (const [index, mark] of [...text].entries()) context.fillText(mark, x, y + index * (size + spacing));
  context.textAlign = 'left';
}

/** A fine grain, so that gradients look like paper and not like plastic. */
export function grain(context, [width, height], seed = 7, strength = 0.035) {
  const next = seeded(seed);
  context.save();
  for (let count = 0; count < (width * height) / 260; count += 1) {
    context.globalAlpha = strength * next();
    context.fillStyle = next() > 0.5 ? '#ffffff' : '#000000';
    context.fillRect(next() * width, next() * height, 2, 2);
  }
  context.restore();
}
