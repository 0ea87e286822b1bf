import { blend, disc, glow, oval, picture, rounded } from './kit.mjs';

const SIZE = 640;
const [X, Y] = [SIZE / 2, SIZE * 0.45];

/** Drawn people, not photographs: invented, and friendly. */
export const faces = {
  'face-host.jpg': {
    back: ['#bfe3da', '#5da79b'],
    skin: '#f2c9a8',
    hair: '#2a1d1a',
    style: 'bun',
    clothes: ['#f6f0e2', '#dccfae'],
    collar: 'cross',
  },
  'face-host-live.jpg': {
    back: ['#cfe0f2', '#7ea3c9'],
    skin: '#edbf9b',
    hair: '#241c1c',
    style: 'crop',
    clothes: ['#39566b', '#27404f'],
    collar: 'round',
    glasses: true,
  },
  'face-meihua.jpg': {
    back: ['#ffdcd2', '#ec9f8f'],
    skin: '#f0c3a2',
    hair: '#33211d',
    style: 'wave',
    clothes: ['#b4483f', '#8d3230'],
    collar: 'vee',
    blossom: true,
  },
  'face-xiaoyu.jpg': {
    back: ['#fff0c9', '#f0c169'],
    skin: '#f6d2b3',
    hair: '#3b2620',
    style: 'bob',
    clothes: ['#4a8f8a', '#35736f'],
    collar: 'round',
  },
  'face-aqiang.jpg': {
    back: ['#d9dfd0', '#8ca08b'],
    skin: '#e3b08a',
    hair: '#1f1a19',
    style: 'short',
    clothes: ['#4b4038', '#352c27'],
    collar: 'vee',
    stubble: true,
  },
};

export const face = (look) =>
  picture(SIZE, SIZE, (context) => {
    context.fillStyle = blend(context, [0, 0, SIZE * 0.4, SIZE], look.back);
    context.fillRect(0, 0, SIZE, SIZE);
    glow(context, [SIZE * 0.3, SIZE * 0.22, SIZE * 0.6], '#ffffff', 0.45);
    hairBehind(context, look);
    body(context, look);
    head(context, look);
    features(context, look);
    hairBefore(context, look);
    if (look.glasses) glasses(context);
  });

function body(context, { clothes, collar, skin }) {
  rounded(context, [X - 52, Y + 110, 104, 130], 40, blend(context, [0, Y + 110, 0, Y + 220], [darker(skin), skin]));
  context.beginPath();
  context.moveTo(X - 230, SIZE + 10);
  context.bezierCurveTo(X - 225, Y + 235, X - 120, Y + 205, X - 56, Y + 190);
  context.quadraticCurveTo(X, Y + 240, X + 56, Y + 190);
  context.bezierCurveTo(X + 120, Y + 205, X + 225, Y + 235, X + 230, SIZE + 10);
  context.fillStyle = blend(context, [X - 200, Y + 200, X + 200, SIZE], clothes);
  context.fill();
  if (collar === 'round') return;
  context.beginPath();
  context.moveTo(X - 58, Y + 188);
  context.lineTo(X + (collar === 'cross' ? 22 : 0), Y + 300);
  context.lineTo(X + 58, Y + 188);
  context.quadraticCurveTo(X, Y + 232, X - 58, Y + 188);
  context.fillStyle = blend(context, [0, Y + 190, 0, Y + 300], [darker(skin), skin]);
  context.fill();
  context.strokeStyle = '#ffffff88';
  context.lineWidth = 7;
  context.beginPath();
  context.moveTo(X - 62, Y + 186);
  context.lineTo(X + (collar === 'cross' ? 26 : 0), Y + 306);
  context.lineTo(X + 62, Y + 186);
  context.stroke();
}

function head(context, { skin }) {
  oval(context, [X - 122, Y + 20, 22, 32], darker(skin));
  oval(context, [X + 122, Y + 20, 22, 32], darker(skin));
  context.beginPath();
  context.moveTo(X - 122, Y - 30);
  context.bezierCurveTo(X - 128, Y + 90, X - 70, Y + 156, X, Y + 160);
  context.bezierCurveTo(X + 70, Y + 156, X + 128, Y + 90, X + 122, Y - 30);
  context.bezierCurveTo(X + 120, Y - 150, X - 120, Y - 150, X - 122, Y - 30);
  context.fillStyle = blend(context, [X - 110, Y - 120, X + 110, Y + 150], [lighter(skin), skin, skin]);
  context.fill();
}

function features(context, { stubble }) {
  if (stubble) {
    context.save();
    context.globalAlpha = 0.12;
    oval(context, [X, Y + 112, 78, 44], '#2b2320');
    context.restore();
  }
  for (const sign of [-1, 1]) {
    glow(context, [X + sign * 72, Y + 62, 44], '#f08a78', 0.5);
    context.strokeStyle = '#3a2722';
    context.lineCap = 'round';
    context.lineWidth = 8;
    context.beginPath();
    context.arc(X + sign * 52, Y - 12, 30, Math.PI * 1.2, Math.PI * 1.8);
    context.stroke();
    oval(context, [X + sign * 52, Y + 16, 11, 14], '#2a1c19');
    disc(context, [X + sign * 52 + 4, Y + 10, 4], '#ffffff');
  }
  context.lineWidth = 5;
  context.strokeStyle = '#b9765c';
  context.beginPath();
  context.arc(X, Y + 46, 12, Math.PI * 0.2, Math.PI * 0.8);
  context.stroke();
  context.beginPath();
  context.moveTo(X - 36, Y + 84);
  context.quadraticCurveTo(X, Y + 132, X + 36, Y + 84);
  context.quadraticCurveTo(X, Y + 96, X - 36, Y + 84);
  context.fillStyle = '#a8463e';
  context.fill();
  context.beginPath();
  context.moveTo(X - 27, Y + 90);
  context.quadraticCurveTo(X, Y + 104, X + 27, Y + 90);
  context.quadraticCurveTo(X, Y + 98, X - 27, Y + 90);
  context.fillStyle = '#ffffff';
  context.fill();
}

function hairBehind(context, { blossom, hair, style }) {
  const tone = blend(context, [X - 160, Y - 160, X + 160, Y + 160], [lighter(hair, 28), hair]);
  if (style === 'bun') {
    disc(context, [X, Y - 168, 62], tone);
    oval(context, [X, Y - 20, 146, 140], tone);
  }
  if (style === 'bob') rounded(context, [X - 156, Y - 158, 312, 308], 146, tone);
  if (style === 'wave') {
    context.beginPath();
    context.moveTo(X - 60, Y - 142);
    context.bezierCurveTo(X - 230, Y - 110, X - 130, Y + 60, X - 190, Y + 210);
    context.bezierCurveTo(X - 100, Y + 250, X + 100, Y + 250, X + 190, Y + 210);
    context.bezierCurveTo(X + 130, Y + 60, X + 230, Y - 110, X + 60, Y - 142);
    context.quadraticCurveTo(X, Y - 158, X - 60, Y - 142);
    context.fillStyle = tone;
    context.fill();
  }
  if (blossom)
    for (let petal = 0; petal < 5; petal += 1)
      disc(context, [X + 150 + Math.cos(petal * 1.257) * 20, Y - 92 + Math.sin(petal * 1.257) * 20, 17], '#ffe9ef');
  if (blossom) disc(context, [X + 150, Y - 92, 11], '#e9a23b');
}

function hairBefore(context, { hair, style }) {
  const tone = blend(context, [X - 120, Y - 170, X + 120, Y], [lighter(hair, 40), hair]);
  context.fillStyle = tone;
  context.beginPath();
  if (style === 'short' || style === 'crop') {
    const lift = style === 'crop' ? 26 : 0;
    context.moveTo(X - 130, Y + 4);
    context.bezierCurveTo(X - 150, Y - 150 - lift, X - 40, Y - 176 - lift, X + 20, Y - 160 - lift);
    context.bezierCurveTo(X + 120, Y - 164, X + 148, Y - 90, X + 130, Y + 4);
    context.bezierCurveTo(X + 112, Y - 46, X + 104, Y - 74, X + 70, Y - 84);
    context.bezierCurveTo(X + 10, Y - 66, X - 60, Y - 70, X - 84, Y - 92);
    context.bezierCurveTo(X - 112, Y - 60, X - 116, Y - 30, X - 130, Y + 4);
  } else if (style === 'bob') {
    context.moveTo(X - 136, Y + 30);
    context.bezierCurveTo(X - 160, Y - 176, X + 160, Y - 176, X + 136, Y + 30);
    context.bezierCurveTo(X + 122, Y - 20, X + 120, Y - 44, X + 108, Y - 54);
    context.quadraticCurveTo(X, Y - 34, X - 108, Y - 54);
    context.bezierCurveTo(X - 120, Y - 44, X - 122, Y - 20, X - 136, Y + 30);
  } else {
    context.moveTo(X - 134, Y + 26);
    context.bezierCurveTo(X - 160, Y - 170, X + 160, Y - 170, X + 134, Y + 26);
    context.bezierCurveTo(X + 124, Y - 40, X + 90, Y - 82, X + 34, Y - 104);
    context.bezierCurveTo(X - 30, Y - 60, X - 110, Y - 60, X - 134, Y + 26);
  }
  context.fill();
}

function glasses(context) {
  context.strokeStyle = '#2c2f33';
  context.lineWidth = 6;
  for (const sign of [-1, 1]) {
    context.beginPath();
    context.roundRect(X + sign * 54 - 40, Y - 16, 80, 62, 28);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(X - 14, Y + 8);
  context.quadraticCurveTo(X, Y - 2, X + 14, Y + 8);
  context.stroke();
}

const shift = (colour, by) =>
  `#${[1, 3, 5]
    .map((at) =>
      Math.max(0, Math.min(255, Number.parseInt(colour.slice(at, at + 2), 16) + by))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const lighter = (colour, by = 16) => shift(colour, by);
const darker = (colour, by = 26) => shift(colour, -by);
