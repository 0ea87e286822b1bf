import { blend, column, disc, glow, oval, rounded, seeded, shadow } from './kit.mjs';

/** Ridges one behind the other, each fainter; `base` is where the nearest ends. */
export function mountains(context, [width, base], { colours, height, seed }) {
  const next = seeded(seed);
  colours.forEach((colour, layer) => {
    const depth = (layer + 1) / colours.length;
    const waves = Array.from({ length: 5 }, (_, index) => ({
      length: width / (1.1 + index * 1.35 + next() * 0.6),
      phase: next() * 9,
      rise: (height * (0.34 - index * 0.055) * (1.25 - depth * 0.55)) / (1 + index * 0.5),
    }));
    const top = base - height * (1.05 - depth * 0.72);
    context.beginPath();
    context.moveTo(0, base + 4);
    for (let x = 0; x <= width; x += 4) {
      const rise = waves.reduce((sum, wave) => sum + Math.abs(Math.sin(x / wave.length + wave.phase)) * wave.rise, 0);
      context.lineTo(x, Math.min(base, top - rise * 0.55 + height * 0.28));
    }
    context.lineTo(width, base + 4);
    context.closePath();
    context.fillStyle = blend(context, [0, top - height * 0.4, 0, base], [colour, `${colour}66`]);
    context.fill();
  });
}

/** One leaf, drawn from its stem. */
export function leaf(context, [x, y], { angle, colour, length, vein = 'rgba(255,255,255,.28)' }) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(0, 0);
  context.bezierCurveTo(length * 0.25, -length * 0.34, length * 0.75, -length * 0.26, length, 0);
  context.bezierCurveTo(length * 0.75, length * 0.26, length * 0.25, length * 0.34, 0, 0);
  context.fillStyle = blend(context, [0, -length * 0.2, length, length * 0.2], colour);
  context.fill();
  context.strokeStyle = vein;
  context.lineWidth = Math.max(1, length * 0.014);
  context.beginPath();
  context.moveTo(length * 0.06, 0);
  context.quadraticCurveTo(length * 0.5, -length * 0.03, length * 0.94, 0);
  for (const at of [0.3, 0.46, 0.62, 0.76]) {
    context.moveTo(length * at, 0);
    context.lineTo(length * (at + 0.12), -length * 0.13);
    context.moveTo(length * at, 0);
    context.lineTo(length * (at + 0.12), length * 0.13);
  }
  context.stroke();
  context.restore();
}

/** Two leaves and a bud. */
export function sprig(context, [x, y], { angle = -Math.PI / 2, colour = ['#8fb36b', '#4f7f45'], size }) {
  leaf(context, [x, y], { angle: angle - 0.75, length: size, colour });
  leaf(context, [x, y], { angle: angle + 0.7, length: size * 0.94, colour });
  leaf(context, [x, y], { angle, length: size * 1.05, colour: ['#c3d99b', '#7fa65c'] });
}

/** Dry tea, loose on the table. */
export function looseTea(context, [x, y, width, height], { colours, count, seed }) {
  const next = seeded(seed);
  for (let index = 0; index < count; index += 1) {
    const [turn, away] = [next() * Math.PI * 2, Math.sqrt(next())];
    context.save();
    context.translate(x + Math.cos(turn) * away * width, y + Math.sin(turn) * away * height);
    context.rotate(next() * Math.PI);
    const length = 16 + next() * 26;
    context.strokeStyle = colours[Math.floor(next() * colours.length)];
    context.lineWidth = 4 + next() * 4;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(-length / 2, 0);
    context.quadraticCurveTo(0, (next() - 0.5) * 18, length / 2, (next() - 0.5) * 8);
    context.stroke();
    context.restore();
  }
}

/** A lidless bowl of tea on its saucer, with steam; `x`, `y` is the middle of the rim. */
export function cup(
  context,
  [x, y, width],
  { glaze = ['#ffffff', '#dfe6e2'], tea = ['#c8702a', '#7d3a12'], steam = true },
) {
  const half = width / 2;
  const depth = width * 0.44;
  shadow(context, [x + width * 0.08, y + depth * 1.16, width * 0.85, width * 0.17], 0.4);
  oval(
    context,
    [x, y + depth * 1.06, half * 1.05, half * 0.24],
    blend(context, [x - half, 0, x + half, 0], [glaze[0], glaze[1], '#c2cdc8']),
  );
  oval(context, [x, y + depth * 1.02, half * 0.82, half * 0.15], '#00000018');
  context.beginPath();
  context.moveTo(x - half, y);
  context.bezierCurveTo(x - half * 0.92, y + depth * 0.7, x - half * 0.5, y + depth, x - half * 0.3, y + depth * 1.04);
  context.lineTo(x + half * 0.3, y + depth * 1.04);
  context.bezierCurveTo(x + half * 0.5, y + depth, x + half * 0.92, y + depth * 0.7, x + half, y);
  context.closePath();
  context.fillStyle = blend(
    context,
    [x - half, y, x + half, y + depth * 0.4],
    [glaze[1], glaze[0], glaze[0], '#cfd8d3', '#b9c4bf'],
  );
  context.fill();
  oval(
    context,
    [x, y, half, half * 0.27],
    blend(context, [x - half, y, x + half, y], ['#e9efec', '#ffffff', '#d3dcd8']),
  );
  oval(
    context,
    [x, y + half * 0.03, half * 0.91, half * 0.225],
    blend(context, [x - half, y, x + half, y], [tea[1], tea[0], tea[1]]),
  );
  oval(context, [x - half * 0.28, y - half * 0.02, half * 0.36, half * 0.07], 'rgba(255,255,255,.28)');
  if (steam) vapour(context, [x, y - width * 0.1], width);
}

function vapour(context, [x, y], width) {
  context.save();
  context.lineCap = 'round';
  [-0.2, 0.02, 0.24].forEach((offset, index) => {
    const [foot, rise] = [x + width * offset, width * (0.62 + index * 0.1)];
    for (const [thick, alpha] of [
      [0.09, 0.05],
      [0.06, 0.08],
      [0.03, 0.14],
    ]) {
      context.strokeStyle = `rgba(255,255,255,${alpha})`;
      context.lineWidth = width * thick;
      context.beginPath();
      context.moveTo(foot, y);
      context.bezierCurveTo(
        foot + width * 0.16,
        y - rise * 0.35,
        foot - width * 0.18,
        y - rise * 0.65,
        foot + width * 0.06,
        y - rise,
      );
      context.stroke();
    }
  });
  context.restore();
}

/** A small round pot; `x` is its middle, `y` its foot. */
export function pot(context, [x, y, width], clay = ['#5a2d20', '#8c4a33', '#bb7355']) {
  const [halfX, halfY, middle] = [width * 0.36, width * 0.28, y - width * 0.29];
  shadow(context, [x + width * 0.06, y, width * 0.62, width * 0.12], 0.45);
  context.strokeStyle = blend(context, [x - width * 0.6, 0, x - width * 0.3, 0], [clay[1], clay[0]]);
  context.lineWidth = width * 0.06;
  context.beginPath();
  context.ellipse(x - halfX * 1.08, middle, width * 0.14, width * 0.17, 0, Math.PI * 0.45, Math.PI * 1.6);
  context.stroke();
  context.beginPath();
  context.moveTo(x + halfX * 0.75, middle + halfY * 0.35);
  context.quadraticCurveTo(x + halfX * 1.35, middle + halfY * 0.1, x + halfX * 1.62, middle - halfY * 0.85);
  context.lineTo(x + halfX * 1.42, middle - halfY * 0.85);
  context.quadraticCurveTo(x + halfX * 1.2, middle - halfY * 0.3, x + halfX * 0.8, middle - halfY * 0.3);
  context.fillStyle = blend(context, [x + halfX, 0, x + halfX * 1.7, 0], [clay[1], clay[0]]);
  context.fill();
  oval(
    context,
    [x, middle, halfX, halfY],
    blend(context, [x - halfX, middle - halfY, x + halfX, middle + halfY], [clay[2], clay[1], clay[0]]),
  );
  oval(
    context,
    [x, middle - halfY * 0.86, halfX * 0.56, halfY * 0.2],
    blend(context, [x - halfX, 0, x + halfX, 0], [clay[2], clay[1], clay[0]]),
  );
  disc(context, [x, middle - halfY * 1.12, width * 0.045], blend(context, [x - 20, 0, x + 20, 0], [clay[2], clay[0]]));
  oval(context, [x - halfX * 0.4, middle - halfY * 0.35, halfX * 0.24, halfY * 0.16], 'rgba(255,255,255,.2)');
}

export function moon(context, [x, y, radius]) {
  glow(context, [x, y, radius * 2.6], '#fff3d0', 0.5);
  disc(
    context,
    [x, y, radius],
    blend(context, [x - radius, y - radius, x + radius, y + radius], ['#fffdf3', '#f6e3b0']),
  );
}

/** A flat box with a band, seen from a little above; `x`, `y` is the middle of its front edge. */
export function giftBox(context, [x, y, width], { band = '#c9a25b', colours = ['#1f4a43', '#123029'], text }) {
  const [half, depth, high] = [width / 2, width * 0.5, width * 0.15];
  shadow(context, [x, y + high * 1.05, width * 0.72, width * 0.12], 0.5);
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x + half, y);
  context.lineTo(x + half * 0.8, y - depth);
  context.lineTo(x - half * 0.8, y - depth);
  context.closePath();
  context.fillStyle = blend(context, [x - half, y - depth, x + half, y], ['#39746a', colours[0], colours[0]]);
  context.fill();
  rounded(context, [x - half, y, width, high], [0, 0, 10, 10], blend(context, [0, y, 0, y + high], colours));
  context.strokeStyle = band;
  context.lineWidth = width * 0.006;
  context.beginPath();
  context.moveTo(x - half * 0.93, y - depth * 0.05);
  context.lineTo(x + half * 0.93, y - depth * 0.05);
  context.lineTo(x + half * 0.77, y - depth * 0.95);
  context.lineTo(x - half * 0.77, y - depth * 0.95);
  context.closePath();
  context.stroke();
  rounded(context, [x - width * 0.07, y - depth * 0.58, width * 0.14, depth * 0.5], 8, '#f4ead2');
  column(context, text, [x, y - depth * 0.58 + width * 0.068], {
    size: width * 0.052,
    spacing: width * 0.008,
    colour: '#6d2a1d',
  });
}
