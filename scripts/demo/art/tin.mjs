import { blend, column, oval, rounded, shadow, words } from './kit.mjs';

/** A tin with a paper label; `x` is its middle, `y` its foot. */
export function tin(context, [x, y, width, height], { body, label, lid = body, name, paper = '#f6efe0' }) {
  const [left, top, half, lip] = [x - width / 2, y - height, width / 2, width * 0.13];
  shadow(context, [x + width * 0.12, y + lip * 0.4, width * 0.85, width * 0.2], 0.45);
  const side = (colours) => blend(context, [left, 0, left + width, 0], colours);
  const cylinder = (from, to, fill, grow = 0) => {
    context.beginPath();
    context.ellipse(x, to, half + grow, lip, 0, 0, Math.PI);
    context.lineTo(left - grow, from);
    context.ellipse(x, from, half + grow, lip, 0, Math.PI, 0, true);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
  };
  cylinder(
    top + height * 0.18,
    y,
    side([
      [0, body[0]],
      [0.16, body[1]],
      [0.34, body[2]],
      [0.62, body[1]],
      [1, body[0]],
    ]),
  );
  cylinder(
    top,
    top + height * 0.2,
    side([
      [0, lid[0]],
      [0.18, lid[1]],
      [0.34, lid[2]],
      [0.62, lid[1]],
      [1, lid[0]],
    ]),
    width * 0.012,
  );
  oval(
    context,
    [x, top, half * 1.01, lip],
    blend(context, [left, top - lip, left + width, top + lip], [lid[2], lid[1]]),
  );
  oval(
    context,
    [x, top, half * 0.82, lip * 0.78],
    blend(context, [left, top - lip, left + width, top + lip], [lid[1], lid[2]]),
  );
  const [labelLeft, labelTop, labelWidth, labelHeight] = [
    x - width * 0.29,
    top + height * 0.31,
    width * 0.58,
    height * 0.56,
  ];
  rounded(
    context,
    [labelLeft, labelTop, labelWidth, labelHeight],
    6,
    blend(context, [labelLeft, 0, labelLeft + labelWidth, 0], ['#00000018', '#00000000', '#0000001c']),
  );
  rounded(context, [labelLeft, labelTop, labelWidth, labelHeight], 6, paper);
  rounded(
    context,
    [labelLeft, labelTop, labelWidth, labelHeight],
    6,
    blend(
      context,
      [labelLeft, 0, labelLeft + labelWidth, 0],
      [
        [0, '#00000022'],
        [0.35, '#ffffff00'],
        [1, '#00000026'],
      ],
    ),
  );
  const size = Math.min(labelWidth * 0.34, (labelHeight * 0.62) / [...name].length / 1.12);
  column(context, name, [x, labelTop + labelHeight * 0.15 + size * 0.86], {
    size,
    spacing: size * 0.12,
    colour: label,
  });
  seal(context, [x, labelTop + labelHeight * 0.86, labelWidth * 0.11], '#b5432f');
}

/** The red square that signs a label. */
export function seal(context, [x, y, half], colour, text = '') {
  rounded(context, [x - half, y - half, half * 2, half * 2], half * 0.3, colour);
  context.strokeStyle = 'rgba(255,255,255,.75)';
  context.lineWidth = Math.max(1, half * 0.12);
  context.strokeRect(x - half * 0.66, y - half * 0.66, half * 1.32, half * 1.32);
  if (text)
    words(context, text, [x, y + half * 0.4], { size: half * 1.1, weight: 700, align: 'center', colour: '#fff' });
}
