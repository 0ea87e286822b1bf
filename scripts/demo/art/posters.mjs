import { blend, column, glow, grain, picture, room, rounded, words } from './kit.mjs';
import { rockTin, whiteTin } from './products.mjs';
import { arch, dab, drops, jar, plinth, tube } from './skin.mjs';
import { cup, giftBox, leaf, looseTea, moon, mountains, pot, sprig } from './tea.mjs';
import { seal, tin } from './tin.mjs';

const [WIDTH, HEIGHT] = [1_500, 1_640];
const poster = (paint) => picture(WIDTH, HEIGHT, paint);

function headline(context, [first, second], { colour, soft, top = 250 }) {
  words(context, first, [110, top], { size: 150, weight: 700, spacing: 14, colour });
  words(context, second, [116, top + 96], { size: 54, spacing: 12, colour: soft });
}

/** What a shopkeeper forwards. Title, price, her name and QR are printed below by the server. */
export const posters = {
  'tea-poster-rock.jpg': () =>
    poster((context) => {
      room(context, [WIDTH, HEIGHT], { wall: ['#7a2f1f', '#2b100b'], floor: ['#5b2717', '#2a110b'], floorTop: 0.76 });
      glow(context, [1_050, 520, 760], '#f3a65a', 0.5);
      mountains(context, [WIDTH, HEIGHT * 0.76], { height: 560, seed: 31, colours: ['#8d4a2c', '#6b3320', '#4a2014'] });
      context.fillStyle = blend(context, [0, HEIGHT * 0.76, 0, HEIGHT], ['#6d3a20', '#2a110b']);
      context.fillRect(0, HEIGHT * 0.76, WIDTH, HEIGHT);
      headline(context, ['岩骨花香', '正岩产区 · 中足火 · 七泡有余香'], { colour: '#fbe6c3', soft: '#e7b985' });
      tin(context, [1_010, 1_380, 450, 740], rockTin);
      pot(context, [470, 1_330, 440]);
      cup(context, [560, 1_360, 260], {});
      looseTea(context, [1_120, 1_470, 230, 40], { seed: 8, count: 60, colours: ['#1d0f09', '#3a2013', '#51301d'] });
      seal(context, [1_330, 210, 64], '#c24a33', '今');
      seal(context, [1_330, 350, 64], '#c24a33', '晚');
      grain(context, [WIDTH, HEIGHT]);
    }),
  'tea-poster-white.jpg': () =>
    poster((context) => {
      room(context, [WIDTH, HEIGHT], { wall: ['#10303a', '#3f7780'], floor: ['#23474f', '#122c33'], floorTop: 0.78 });
      moon(context, [1_120, 640, 220]);
      mountains(context, [WIDTH, HEIGHT * 0.78], { height: 480, seed: 41, colours: ['#4b818a', '#33626b', '#224c54'] });
      context.fillStyle = blend(context, [0, HEIGHT * 0.78, 0, HEIGHT], ['#2f5f68', '#122c33']);
      context.fillRect(0, HEIGHT * 0.78, WIDTH, HEIGHT);
      headline(context, ['夏日冷泡', '3 克茶 · 500 毫升凉水 · 冰箱 4 小时'], { colour: '#f7f3dd', soft: '#bfd9d6' });
      tin(context, [480, 1_400, 430, 690], whiteTin);
      glassOfTea(context, [1_020, 1_410, 280, 560]);
      sprig(context, [760, 1_490], { angle: -0.4, size: 170 });
      grain(context, [WIDTH, HEIGHT]);
    }),
  'tea-poster-gift.jpg': () =>
    poster((context) => {
      room(context, [WIDTH, HEIGHT], { wall: ['#fff3dc', '#ecc78d'], floor: ['#d19a59', '#9d6733'], floorTop: 0.74 });
      moon(context, [1_160, 380, 200]);
      mountains(context, [WIDTH, HEIGHT * 0.74], { height: 420, seed: 52, colours: ['#f0d3a3', '#e2b97d', '#d0a061'] });
      context.fillStyle = blend(context, [0, HEIGHT * 0.74, 0, HEIGHT], ['#cf9857', '#97612f']);
      context.fillRect(0, HEIGHT * 0.74, WIDTH, HEIGHT);
      headline(context, ['四季一盒', '春夏秋冬四款茶 · 附手写卡片'], { colour: '#5b2a18', soft: '#8a5530' });
      giftBox(context, [750, 1_420, 1_060], { text: '四季茶' });
      for (const [index, [name, body, lid]] of seasons.entries()) {
        tin(context, [405 + index * 230, 1_010 - (index % 3 === 0 ? 0 : 24), 195, 290], {
          name,
          body,
          lid,
          label: '#3d2a1d',
        });
      }
      leaf(context, [150, 1_530], { angle: -0.5, length: 190, colour: ['#8fb36b', '#4f7f45'] });
      leaf(context, [1_330, 1_540], { angle: -2.5, length: 170, colour: ['#9dbd75', '#5c8a4b'] });
      grain(context, [WIDTH, HEIGHT]);
    }),
  'skin-poster-cream.jpg': () =>
    poster((context) => {
      room(context, [WIDTH, HEIGHT], { wall: ['#fcefe6', '#e8bfa9'], floor: ['#f1d3c2', '#d6a48b'], floorTop: 0.8 });
      arch(context, [820, 420, 1_320, 470], blend(context, [0, 420, 0, 1_320], ['#fff9f3', '#f3d6c5']));
      headline(context, ['换季修护', '三种神经酰胺 · 无香精 · 干皮秋冬首选'], { colour: '#5d3b2d', soft: '#9a6d58' });
      plinth(context, [820, 1_300, 480, 150], ['#dcb19a', '#f0d2c1', '#fff2e8']);
      jar(context, [820, 1_300, 590], { line: '修护面霜 50ml' });
      dab(context, [330, 1_450, 170]);
      grain(context, [WIDTH, HEIGHT]);
    }),
  'skin-poster-set.jpg': () =>
    poster((context) => {
      room(context, [WIDTH, HEIGHT], { wall: ['#e9f6f4', '#a5d1cf'], floor: ['#bfe0dd', '#86bbb9'], floorTop: 0.8 });
      arch(context, [770, 420, 1_320, 500], blend(context, [0, 420, 0, 1_320], ['#ffffff', '#c9e7e4']));
      headline(context, ['洗与润', '氨基酸洁面 + 修护面霜'], { colour: '#1f4c4b', soft: '#4f7f7d' });
      tube(context, [540, 1_430, 300, 770], { line: '氨基酸洁面 120g' });
      jar(context, [980, 1_440, 460], { line: '修护面霜 50ml' });
      drops(context, [
        [250, 1_440, 76],
        [330, 1_520, 40],
        [1_300, 1_480, 60],
        [1_380, 1_400, 34],
        [720, 1_520, 30],
      ]);
      grain(context, [WIDTH, HEIGHT]);
    }),
};

export const seasons = [
  ['春', ['#5c7d3d', '#84a85c', '#b9d58c'], ['#41592b', '#5f7f40', '#93b36b']],
  ['夏', ['#c9cfc6', '#e6eae3', '#ffffff'], ['#8b9a91', '#b4c1b8', '#e2e9e3']],
  ['秋', ['#96621f', '#c68c38', '#f0c57b'], ['#5e3e15', '#8f6526', '#d0a257']],
  ['冬', ['#1f3550', '#38577c', '#6f8fb5'], ['#1a2940', '#304a6a', '#6682a6']],
];

function glassOfTea(context, [x, y, width, height]) {
  const [left, top] = [x - width / 2, y - height];
  rounded(context, [left, top, width, height], [18, 18, 60, 60], 'rgba(255,255,255,.16)');
  rounded(
    context,
    [left + 16, top + height * 0.16, width - 32, height * 0.82 - 10],
    [6, 6, 50, 50],
    blend(context, [0, top, 0, y], ['#f4dd9d', '#dcae57']),
  );
  for (const [iceX, iceY, turn] of [
    [-46, 0.24, 0.3],
    [40, 0.3, -0.4],
    [-10, 0.42, 0.1],
  ]) {
    context.save();
    context.translate(x + iceX, top + height * iceY);
    context.rotate(turn);
    rounded(context, [-42, -42, 84, 84], 18, 'rgba(255,255,255,.42)');
    rounded(context, [-30, -32, 30, 20], 10, 'rgba(255,255,255,.6)');
    context.restore();
  }
  leaf(context, [x - 40, y - 90], { angle: -0.6, length: 130, colour: ['#8fb36b', '#4f7f45'] });
  rounded(context, [left + 22, top + 24, 18, height - 120], 9, 'rgba(255,255,255,.5)');
}

const COVER = [1_600, 900];

/** What stands for a show before anything moves. */
export const covers = {
  'cover-tea.jpg': () =>
    picture(...COVER, (context, width, height) => {
      room(context, [width, height], { wall: ['#fbe3bd', '#e0a66b'], floor: ['#a8673a', '#6b3a1f'], floorTop: 0.76 });
      moon(context, [1_150, 240, 110]);
      mountains(context, [width, height * 0.76], { height: 380, seed: 61, colours: ['#e9bb86', '#cf915b', '#a96a3d'] });
      context.fillStyle = blend(context, [0, height * 0.76, 0, height], ['#8f5530', '#4f2815']);
      context.fillRect(0, height * 0.76, width, height);
      tin(context, [1_060, 800, 230, 370], rockTin);
      tin(context, [1_300, 780, 220, 340], whiteTin);
      cup(context, [860, 740, 210], {});
      title(context, '开箱之夜', '从茶园看到杯底', ['#4f2412', '#7d4526']);
      grain(context, [width, height]);
    }),
  'cover-skin.jpg': () =>
    picture(...COVER, (context, width, height) => {
      room(context, [width, height], { wall: ['#fdf2ea', '#e9c4b0'], floor: ['#f0d2c1', '#d9ab93'], floorTop: 0.8 });
      arch(context, [1_140, 130, 720, 300], blend(context, [0, 130, 0, 720], ['#fffaf5', '#f3d8c8']));
      plinth(context, [1_140, 720, 300, 90], ['#dcb19a', '#f0d2c1', '#fff2e8']);
      jar(context, [1_200, 720, 280], { line: '修护面霜 50ml' });
      tube(context, [960, 720, 150, 390], { line: '氨基酸洁面' });
      title(context, '换季修护专场', '逐行讲成分表', ['#5d3b2d', '#94674f']);
      grain(context, [width, height]);
    }),
  'cover-replay.jpg': () =>
    picture(...COVER, (context, width, height) => {
      room(context, [width, height], { wall: ['#e4f0d8', '#93bb8a'], floor: ['#5f8f5c', '#345d3c'], floorTop: 0.8 });
      mountains(context, [width, height * 0.86], { height: 460, seed: 72, colours: ['#b3d09c', '#86b07b', '#5e8f60'] });
      context.fillStyle = blend(context, [0, height * 0.8, 0, height], ['#4f8053', '#2c5236']);
      context.fillRect(0, height * 0.8, width, height);
      pot(context, [1_080, 790, 300]);
      cup(context, [1_330, 730, 200], { tea: ['#dfc56a', '#a98b2f'] });
      sprig(context, [890, 800], { size: 130 });
      title(context, '春茶品鉴会', '明前头采 · 回放', ['#1d4029', '#3d6b48']);
      grain(context, [width, height]);
    }),
};

function title(context, first, second, [colour, soft]) {
  words(context, first, [110, 380], { size: first.length > 4 ? 104 : 132, weight: 700, spacing: 8, colour });
  words(context, second, [116, 466], { size: 50, spacing: 8, colour: soft });
  rounded(context, [116, 506, 120, 8], 4, soft);
}

const SHEET = [1_200, 1_600];

/** Papers that people ask for in groups. */
export const sheets = {
  'tea-report.jpg': () =>
    picture(...SHEET, (context, width, height) => {
      paper(context, [width, height], '检测报告（演示）', '山野茶集 · 大红袍 · 批次 2026-09');
      rows(context, [
        ['铅', '未检出', '≤ 5.0 mg/kg'],
        ['联苯菊酯', '0.02 mg/kg', '≤ 5.0 mg/kg'],
        ['吡虫啉', '未检出', '≤ 0.5 mg/kg'],
        ['草甘膦', '未检出', '≤ 1.0 mg/kg'],
        ['水分', '4.6 %', '≤ 7.0 %'],
        ['总灰分', '5.4 %', '≤ 7.0 %'],
        ['茶多酚', '19.8 %', '符合'],
      ]);
      context.save();
      context.translate(900, 1_370);
      context.rotate(-0.22);
      context.strokeStyle = '#c0392bcc';
      context.lineWidth = 10;
      context.beginPath();
      context.arc(0, 0, 130, 0, Math.PI * 2);
      context.stroke();
      words(context, '合格', [4, 24], { size: 84, weight: 700, spacing: 8, align: 'center', colour: '#c0392bcc' });
      context.restore();
    }),
  'skin-list.jpg': () =>
    picture(...SHEET, (context, width, height) => {
      paper(context, [width, height], '十二行成分表', '素时 · 保湿精华 30ml（演示）');
      rows(
        context,
        [
          ['水', '溶剂', ''],
          ['甘油', '保湿', ''],
          ['丁二醇', '保湿', ''],
          ['透明质酸钠', '锁水', ''],
          ['水解透明质酸', '深层补水', ''],
          ['泛醇', '舒缓', ''],
          ['神经酰胺 NP', '修护屏障', ''],
          ['尿囊素', '舒缓', ''],
          ['黄原胶', '增稠', ''],
          ['柠檬酸', '调节酸碱', ''],
          ['柠檬酸钠', '缓冲', ''],
          ['1,2-己二醇', '防腐', ''],
        ],
        84,
      );
      column(context, '无香精', [1_020, 520], { size: 44, spacing: 10, colour: '#0c7f75' });
    }),
};

function paper(context, [width, height], heading, below) {
  context.fillStyle = '#eef4f2';
  context.fillRect(0, 0, width, height);
  rounded(context, [60, 60, width - 120, height - 120], 24, '#ffffff');
  rounded(context, [60, 60, width - 120, 20], [24, 24, 0, 0], '#0c7f75');
  words(context, heading, [130, 220], { size: 78, weight: 700, colour: '#0b2530' });
  words(context, below, [132, 296], { size: 38, colour: '#5a737c' });
}

function rows(context, lines, step = 98) {
  lines.forEach(([name, value, limit], index) => {
    const y = 420 + index * step;
    rounded(context, [120, y - step * 0.62, 960, step * 0.86], 12, index % 2 ? '#ffffff' : '#f2f8f7');
    words(context, name, [150, y], { size: 40, colour: '#0b2530' });
    words(context, value, [560, y], { size: 40, weight: 700, colour: '#0c7f75' });
    words(context, limit, [1_060, y], { size: 34, align: 'right', colour: '#5a737c' });
  });
}
