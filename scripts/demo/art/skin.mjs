import { blend, disc, oval, rounded, shadow, words } from './kit.mjs';

const side = (context, x, half, [dark, middle, light]) =>
  blend(
    context,
    [x - half, 0, x + half, 0],
    [
      [0, dark],
      [0.12, middle],
      [0.3, light],
      [0.55, middle],
      [0.92, dark],
      [1, middle],
    ],
  );

function cylinder(context, [x, top, bottom, half, lip], fill) {
  context.beginPath();
  context.ellipse(x, bottom, half, lip, 0, 0, Math.PI);
  context.lineTo(x - half, top);
  context.ellipse(x, top, half, lip, 0, Math.PI, 0, true);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
}

const nameOn = (context, [x, y, size], { colour, line }) => {
  words(context, '素时', [x + size * 0.12, y], {
    size,
    spacing: size * 0.24,
    align: 'center',
    colour,
    weight: 400,
    family: 'Art Light',
  });
  words(context, 'S U  S H I', [x, y + size * 0.62], { size: size * 0.26, align: 'center', colour });
  words(context, line, [x, y + size * 1.3], { size: size * 0.27, align: 'center', colour });
};

/** A wide jar; `x` is its middle, `y` its foot. */
export function jar(
  context,
  [x, y, width],
  { cap = ['#c79f86', '#e8cdb9', '#fff4ea'], glass = ['#cfdedb', '#eaf3f1', '#ffffff'], line },
) {
  const [half, lip, high] = [width / 2, width * 0.09, width * 0.52];
  shadow(context, [x + width * 0.1, y + lip * 0.3, width * 0.8, width * 0.14], 0.34);
  cylinder(context, [x, y - high, y, half, lip], side(context, x, half, glass));
  cylinder(context, [x, y - high - width * 0.3, y - high * 0.94, half * 1.03, lip], side(context, x, half, cap));
  oval(
    context,
    [x, y - high - width * 0.3, half * 1.03, lip],
    blend(context, [x - half, 0, x + half, 0], [cap[1], cap[2], cap[1]]),
  );
  oval(
    context,
    [x, y - high - width * 0.3, half * 0.9, lip * 0.82],
    blend(context, [x - half, 0, x + half, 0], [cap[2], cap[1]]),
  );
  nameOn(context, [x, y - high * 0.46, width * 0.13], { colour: '#46625f', line });
}

/** A tube that stands on its cap; `x` is its middle, `y` its foot. */
export function tube(
  context,
  [x, y, width, height],
  { body = ['#b8cfd3', '#dcebed', '#ffffff'], cap = ['#6d8f8d', '#93b3b0', '#c4dad8'], line },
) {
  const half = width / 2;
  shadow(context, [x + width * 0.12, y, width * 0.95, width * 0.17], 0.34);
  cylinder(context, [x, y - height * 0.15, y, half * 0.8, width * 0.08], side(context, x, half * 0.8, cap));
  context.beginPath();
  context.moveTo(x - half * 0.86, y - height * 0.15);
  context.bezierCurveTo(
    x - half * 1.02,
    y - height * 0.5,
    x - half * 1.06,
    y - height * 0.8,
    x - half * 1.08,
    y - height,
  );
  context.lineTo(x + half * 1.08, y - height);
  context.bezierCurveTo(
    x + half * 1.06,
    y - height * 0.8,
    x + half * 1.02,
    y - height * 0.5,
    x + half * 0.86,
    y - height * 0.15,
  );
  context.ellipse(x, y - height * 0.15, half * 0.86, width * 0.08, 0, 0, Math.PI);
  context.fillStyle = side(context, x, half * 1.05, body);
  context.fill();
  rounded(
    context,
    [x - half * 1.08, y - height - 6, half * 2.16, height * 0.045],
    5,
    blend(context, [x - half, 0, x + half, 0], [body[0], body[2], body[0]]),
  );
  nameOn(context, [x, y - height * 0.6, width * 0.24], { colour: '#3f5e62', line });
}

/** A bottle with a dropper; `x` is its middle, `y` its foot. */
export function dropper(context, [x, y, width, height], { glass = ['#c58a63', '#e6b48c', '#ffe3c8'], line }) {
  const [half, lip] = [width / 2, width * 0.11];
  const shoulder = y - height * 0.56;
  shadow(context, [x + width * 0.14, y + lip * 0.2, width * 0.95, width * 0.18], 0.34);
  context.beginPath();
  context.ellipse(x, y, half, lip, 0, 0, Math.PI);
  context.lineTo(x - half, shoulder + width * 0.22);
  context.bezierCurveTo(
    x - half,
    shoulder,
    x - half * 0.5,
    shoulder - width * 0.02,
    x - half * 0.46,
    shoulder - width * 0.14,
  );
  context.lineTo(x + half * 0.46, shoulder - width * 0.14);
  context.bezierCurveTo(x + half * 0.5, shoulder - width * 0.02, x + half, shoulder, x + half, shoulder + width * 0.22);
  context.closePath();
  context.fillStyle = side(context, x, half, glass);
  context.globalAlpha = 0.92;
  context.fill();
  context.globalAlpha = 1;
  cylinder(
    context,
    [x, shoulder - height * 0.16, shoulder - width * 0.1, half * 0.5, lip * 0.5],
    side(context, x, half * 0.5, ['#d9dedd', '#f2f5f4', '#ffffff']),
  );
  context.beginPath();
  context.moveTo(x - half * 0.34, shoulder - height * 0.16);
  context.bezierCurveTo(x - half * 0.46, shoulder - height * 0.32, x - half * 0.3, y - height, x, y - height);
  context.bezierCurveTo(
    x + half * 0.3,
    y - height,
    x + half * 0.46,
    shoulder - height * 0.32,
    x + half * 0.34,
    shoulder - height * 0.16,
  );
  context.fillStyle = side(context, x, half * 0.4, ['#5f7f7b', '#86a6a1', '#b9d0cc']);
  context.fill();
  rounded(context, [x - half * 0.66, y - height * 0.44, half * 1.32, height * 0.34], 8, 'rgba(255,252,247,.94)');
  nameOn(context, [x, y - height * 0.31, width * 0.2], { colour: '#5b4334', line });
}

/** A round block to stand things on; `x`, `y` is the middle of its top. */
export function plinth(context, [x, y, half, high], colours) {
  const lip = half * 0.2;
  shadow(context, [x + half * 0.1, y + high, half * 1.25, half * 0.26], 0.3);
  cylinder(context, [x, y, y + high, half, lip], side(context, x, half, colours));
  oval(context, [x, y, half, lip], blend(context, [x - half, y - lip, x + half, y + lip], [colours[2], colours[1]]));
}

/** An arch in the wall behind. */
export function arch(context, [x, top, bottom, half], fill) {
  context.beginPath();
  context.moveTo(x - half, bottom);
  context.lineTo(x - half, top + half);
  context.arc(x, top + half, half, Math.PI, 0);
  context.lineTo(x + half, bottom);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
}

/** A dab of cream, smoothed with one stroke. */
export function dab(context, [x, y, size]) {
  shadow(context, [x + size * 0.1, y + size * 0.2, size * 1.2, size * 0.28], 0.2);
  oval(
    context,
    [x, y, size, size * 0.34],
    blend(context, [x - size, y - size * 0.3, x + size, y + size * 0.3], ['#ffffff', '#fdf8f2', '#e9ded2']),
  );
  oval(
    context,
    [x - size * 0.12, y - size * 0.1, size * 0.7, size * 0.2],
    blend(context, [x - size, y, x + size, y], ['#ffffff', '#f3eae0']),
  );
  oval(context, [x - size * 0.25, y - size * 0.18, size * 0.34, size * 0.09], '#ffffff');
}

export function drops(context, places) {
  for (const [x, y, radius] of places) {
    disc(
      context,
      [x, y, radius],
      blend(
        context,
        [x - radius, y - radius, x + radius, y + radius],
        ['rgba(255,255,255,.9)', 'rgba(214,233,233,.55)'],
      ),
    );
    disc(context, [x - radius * 0.3, y - radius * 0.35, radius * 0.25], '#ffffff');
  }
}
