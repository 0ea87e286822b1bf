import { face, faces } from './faces.mjs';
import { blend, disc, glow, oval, picture, rounded, words } from './kit.mjs';
import { products, rockTin } from './products.mjs';
import { cup, looseTea, pot } from './tea.mjs';
import { tin } from './tin.mjs';

const TURN = Math.PI * 2;
const ease = (at) => at * at * (3 - 2 * at);

const SLIDES = [
  ['skin-cream.jpg', '修护面霜', '三种神经酰胺，换季不起皮'],
  ['tea-rock.jpg', '大红袍', '岩骨花香，七泡有余香'],
  ['skin-cleanser.jpg', '氨基酸洁面', '泡沫细，洗完不紧绷'],
  ['tea-white.jpg', '月光白', '花蜜香，冷泡也好喝'],
  ['skin-serum.jpg', '保湿精华', '五重玻尿酸，清爽不黏'],
  ['tea-gift.jpg', '四季茶礼盒', '四款茶一盒，送长辈不出错'],
];

/** The synthetic host's programme: somebody who speaks beside what he shows. It ends where it begins. */
export function hostScene({ fps, seconds }) {
  const [width, height] = [1_280, 720];
  const slides = SLIDES.map(([name, title, text]) => ({ title, text, art: shrink(products[name](), 640) }));
  const look = faces['face-host-live.jpg'];
  const host = shrink(face(look), 420);
  const wall = picture(width, height, (context) => {
    context.fillStyle = blend(context, [0, 0, width, height], ['#0e3340', '#0b2530', '#123c44']);
    context.fillRect(0, 0, width, height);
    glow(context, [280, 200, 520], '#3fb7a8', 0.28);
    glow(context, [1_020, 620, 560], '#f0c169', 0.14);
  });
  const paint = (context, frame) => {
    const at = frame / fps;
    context.drawImage(wall, 0, 0);
    paintSlides(context, { at, seconds, slides });
    paintHost(context, { at, host });
    paintClock(context, at, seconds);
  };
  return { width, height, frames: fps * seconds, paint };
}

function paintSlides(context, { at, seconds, slides }) {
  const each = seconds / slides.length;
  const index = Math.floor(at / each) % slides.length;
  const inside = (at % each) / each;
  const next = slides[(index + 1) % slides.length];
  const blending = ease(Math.max(0, (inside - 0.92) / 0.08));
  drawSlide(context, slides[index], { inside, alpha: 1 - blending });
  if (blending > 0) drawSlide(context, next, { inside: 0, alpha: blending });
}

function drawSlide(context, { art, text, title }, { alpha, inside }) {
  const [left, top, side] = [600, 50, 620];
  const zoom = 1.02 + 0.09 * inside;
  context.save();
  context.globalAlpha = alpha;
  context.beginPath();
  context.roundRect(left, top, side, side, 28);
  context.clip();
  const size = side * zoom;
  context.drawImage(art, left - (size - side) * (0.3 + 0.4 * inside), top - (size - side) * 0.5, size, size);
  context.fillStyle = blend(context, [0, top + side - 190, 0, top + side], ['#06161d00', '#06161dd8']);
  context.fillRect(left, top + side - 190, side, 190);
  words(context, title, [left + 34, top + side - 76], { size: 52, weight: 700, colour: '#ffffff' });
  words(context, text, [left + 36, top + side - 30], { size: 28, colour: '#d6ebe8' });
  context.restore();
}

function paintHost(context, { at, host }) {
  const sway = Math.sin((at * TURN) / 6) * 5;
  const nod = Math.sin((at * TURN) / 2.5) * 3;
  const [left, top, side] = [84, 150, 420];
  context.save();
  context.beginPath();
  context.roundRect(left, top, side, side, 36);
  context.clip();
  context.drawImage(host, left - 12 + sway, top - 12 + nod, side + 24, side + 24);
  const scale = (side + 24) / 640;
  const toX = (x) => left - 12 + sway + x * scale;
  const toY = (y) => top - 12 + nod + y * scale;
  const speech =
    Math.abs(Math.sin(at * TURN * 2.1) * Math.sin(at * TURN * 0.7 + 1)) * (Math.sin((at * TURN) / 5) > -0.7 ? 1 : 0);
  oval(context, [toX(320), toY(390), 15, 3 + 9 * speech], '#7d2e2a');
  if (at % 3.75 < 0.14) for (const x of [268, 372]) oval(context, [toX(x), toY(304), 11, 11], '#edbf9b');
  context.restore();
  rounded(context, [left, top + side + 20, 190, 52], 26, '#ffffff1c');
  words(context, '主播小舟', [left + 26, top + side + 56], { size: 30, weight: 700, colour: '#ffffff' });
  for (let bar = 0; bar < 5; bar += 1) {
    const high = 8 + 30 * Math.abs(Math.sin(at * TURN * (0.8 + bar * 0.2) + bar));
    rounded(context, [left + 214 + bar * 16, top + side + 46 - high / 2, 9, high], 4, '#35c3b5');
  }
}

function paintClock(context, at, seconds) {
  const [x, y, radius] = [116, 84, 34];
  disc(context, [x, y, radius], '#ffffff1f');
  context.strokeStyle = '#35c3b5';
  context.lineWidth = 6;
  context.beginPath();
  context.arc(x, y, radius - 5, -Math.PI / 2, -Math.PI / 2 + TURN * ((at % seconds) / seconds));
  context.stroke();
  const turn = -Math.PI / 2 + TURN * (at % 1);
  disc(context, [x + Math.cos(turn) * (radius - 14), y + Math.sin(turn) * (radius - 14), 5], '#ffffff');
  const two = (part) => String(Math.floor(part)).padStart(2, '0');
  words(context, `00:${two(at % seconds)}.${two((at % 1) * 10).slice(1)}`, [x + 54, y + 15], {
    size: 44,
    weight: 700,
    colour: '#ffffff',
  });
  words(context, '鱼群直播 · 演示节目', [x + 218, y + 11], { size: 26, colour: '#9fc6c3' });
}

const STEPS = [
  ['温杯', '热水烫一遍，杯子要热'],
  ['投茶 8 克', '盖碗的一半'],
  ['注水 100℃', '沿边慢慢绕一圈'],
  ['10 秒出汤', '前三泡都一样'],
];

/** The clip that shows how to brew: four steps on a phone's upright picture. */
export function brewScene({ fps, seconds }) {
  const [width, height] = [720, 1_280];
  const wall = picture(width, height, (context) => {
    context.fillStyle = blend(context, [0, 0, 0, height], ['#f8e7cd', '#e3b987', '#9a6239', '#6f4326']);
    context.fillRect(0, 0, width, height);
    glow(context, [200, 240, 520], '#ffffff', 0.5);
  });
  const paint = (context, frame) => {
    const at = frame / fps;
    const each = seconds / STEPS.length;
    const index = Math.min(STEPS.length - 1, Math.floor(at / each));
    const inside = (at - index * each) / each;
    context.drawImage(wall, 0, 0);
    tin(context, [560, 900, 210, 340], rockTin);
    const tilt = index === 2 ? Math.min(1, inside * 3) * 0.22 : 0;
    context.save();
    context.translate(220, 820 - tilt * 300);
    context.rotate(tilt);
    pot(context, [0, 0, 300]);
    context.restore();
    if (index === 2 && inside > 0.3) rounded(context, [420, 650, 9, 356], 4, '#c8702acc');
    cup(context, [350, 1_020 + Math.sin(at * 2) * 2, 300], {
      tea: index >= 2 ? ['#c8702a', '#7d3a12'] : ['#eef4f2', '#c6d3ce'],
      steam: index !== 1,
    });
    if (index === 1)
      looseTea(context, [350, 1_010, 90 * Math.min(1, inside * 2), 20], {
        seed: 3,
        count: 26,
        colours: ['#2d1a12', '#4a2a1b'],
      });
    paintStep(context, { index, inside, left: Math.max(0, Math.ceil(seconds - at)) });
  };
  return { width, height, frames: fps * seconds, paint };
}

function paintStep(context, { index, inside, left }) {
  const [title, text] = STEPS[index];
  const shown = ease(Math.min(1, inside * 6));
  context.save();
  context.globalAlpha = shown;
  disc(context, [100, 186, 46], '#6d2a1d');
  words(context, String(index + 1), [100, 204], { size: 52, weight: 700, align: 'center', colour: '#fff' });
  words(context, title, [170, 210 + (1 - shown) * 20], { size: 76, weight: 700, colour: '#4f2412' });
  words(context, text, [172, 276], { size: 38, colour: '#7d4526' });
  context.restore();
  words(context, `${left} 秒`, [660, 1_230], { size: 44, weight: 700, align: 'right', colour: '#ffe9c9' });
  rounded(context, [60, 1_216, 420, 10], 5, '#ffffff44');
  rounded(context, [60, 1_216, (420 * (index + inside)) / STEPS.length, 10], 5, '#ffe9c9');
}

const shrink = (canvas, side) => picture(side, side, (context) => context.drawImage(canvas, 0, 0, side, side));
