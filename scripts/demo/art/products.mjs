import { blend, grain, picture, room, words } from './kit.mjs';
import { arch, dab, dropper, drops, jar, plinth, tube } from './skin.mjs';
import { cup, giftBox, leaf, looseTea, moon, mountains, sprig } from './tea.mjs';
import { tin } from './tin.mjs';

const SIZE = 1_200;
const square = (paint) => picture(SIZE, SIZE, paint);

export const rockTin = {
  name: '大红袍',
  label: '#6d2a1d',
  body: ['#4f1f17', '#7d3426', '#b05a43'],
  lid: ['#3b2a1c', '#6f5334', '#b18f5c'],
};
export const whiteTin = {
  name: '月光白',
  label: '#35514b',
  body: ['#c9cfc6', '#e6eae3', '#ffffff'],
  lid: ['#8b9a91', '#b4c1b8', '#e2e9e3'],
};

/** Product pictures, square, without a price: that stands on the page. */
export const products = {
  'tea-rock.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#f4e4cf', '#d9b48a'], floor: ['#a8764d', '#7b4f30'], floorTop: 0.7 });
      mountains(context, [SIZE, SIZE * 0.7], { height: 420, seed: 11, colours: ['#e2c6a4', '#cda57c', '#b3865c'] });
      context.fillStyle = blend(context, [0, SIZE * 0.7, 0, SIZE], ['#a8764d', '#6f452a']);
      context.fillRect(0, SIZE * 0.7, SIZE, SIZE * 0.3);
      tin(context, [430, 960, 360, 600], rockTin);
      cup(context, [835, 850, 340], {});
      looseTea(context, [760, 1_085, 190, 46], { seed: 5, count: 60, colours: ['#2d1a12', '#4a2a1b', '#5f3a26'] });
      grain(context, [SIZE, SIZE]);
    }),
  'tea-white.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#24404a', '#5f8990'], floor: ['#30525a', '#1c363d'], floorTop: 0.72 });
      moon(context, [850, 300, 150]);
      mountains(context, [SIZE, SIZE * 0.72], { height: 330, seed: 23, colours: ['#5a838b', '#42686f', '#2f5259'] });
      context.fillStyle = blend(context, [0, SIZE * 0.72, 0, SIZE], ['#3b6068', '#1c363d']);
      context.fillRect(0, SIZE * 0.72, SIZE, SIZE * 0.28);
      tin(context, [430, 985, 360, 590], whiteTin);
      cup(context, [830, 880, 330], { tea: ['#f0cf86', '#c99a45'] });
      sprig(context, [700, 1_105], { angle: -0.35, size: 120, colour: ['#a9c08f', '#64855c'] });
      grain(context, [SIZE, SIZE]);
    }),
  'tea-gift.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#f7ecd7', '#e0bf86'], floor: ['#c58f52', '#94602f'], floorTop: 0.66 });
      giftBox(context, [600, 960, 860], { text: '四季茶' });
      tin(context, [300, 640, 170, 250], { ...rockTin, name: '春' });
      tin(context, [505, 620, 170, 250], { ...whiteTin, name: '夏' });
      tin(context, [705, 620, 170, 250], {
        name: '秋',
        label: '#7a4a12',
        body: ['#96621f', '#c68c38', '#f0c57b'],
        lid: ['#5e3e15', '#8f6526', '#d0a257'],
      });
      tin(context, [905, 640, 170, 250], {
        name: '冬',
        label: '#223c5a',
        body: ['#1f3550', '#38577c', '#6f8fb5'],
        lid: ['#1a2940', '#304a6a', '#6682a6'],
      });
      for (const [x, y, angle] of [
        [140, 1_090, -0.5],
        [1_040, 1_100, -2.4],
      ])
        leaf(context, [x, y], { angle, length: 130, colour: ['#8fb36b', '#4f7f45'] });
      grain(context, [SIZE, SIZE]);
    }),
  'skin-cream.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#f9e9df', '#eac6b3'], floor: ['#f0d3c2', '#dcae97'], floorTop: 0.74 });
      arch(context, [600, 190, 900, 330], blend(context, [0, 190, 0, 900], ['#fff6ef', '#f2d3c1']));
      plinth(context, [600, 850, 380, 150], ['#dfb7a1', '#f0d2c1', '#fff0e5']);
      jar(context, [600, 850, 440], { line: '修护面霜 50ml' });
      dab(context, [905, 1_085, 120]);
      grain(context, [SIZE, SIZE]);
    }),
  'skin-cleanser.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#e6f4f4', '#a9d3d6'], floor: ['#bfe0e1', '#8fc2c6'], floorTop: 0.76 });
      arch(context, [600, 170, 920, 310], blend(context, [0, 170, 0, 920], ['#ffffff', '#c5e4e5']));
      tube(context, [600, 960, 260, 640], { line: '氨基酸洁面 120g' });
      drops(context, [
        [300, 960, 70],
        [380, 1_030, 42],
        [240, 1_060, 34],
        [880, 1_000, 84],
        [980, 1_070, 46],
        [800, 1_075, 30],
        [930, 880, 30],
      ]);
      grain(context, [SIZE, SIZE]);
    }),
  'skin-serum.jpg': () =>
    square((context) => {
      room(context, [SIZE, SIZE], { wall: ['#fdf1de', '#f0cf9d'], floor: ['#f3d9af', '#dcb277'], floorTop: 0.75 });
      arch(context, [600, 180, 900, 300], blend(context, [0, 180, 0, 900], ['#fffaf0', '#f4dcb4']));
      plinth(context, [600, 900, 300, 110], ['#dcb98a', '#efd6ae', '#fff3dc']);
      dropper(context, [600, 900, 290, 640], { line: '保湿精华 30ml' });
      leaf(context, [310, 1_060], { angle: -0.7, length: 220, colour: ['#b8cf9a', '#7d9f6a'] });
      leaf(context, [900, 1_070], { angle: -2.5, length: 200, colour: ['#a9c58d', '#6f935f'] });
      drops(context, [
        [470, 1_080, 26],
        [720, 1_095, 34],
      ]);
      grain(context, [SIZE, SIZE]);
    }),
};

/** Logos on nothing, so that they sit on any ground. */
export const logos = {
  'tea-logo.png': () =>
    picture(512, 512, (context) => {
      context.beginPath();
      context.arc(256, 256, 244, 0, Math.PI * 2);
      context.fillStyle = blend(context, [0, 0, 0, 512], ['#2f6a55', '#173f33']);
      context.fill();
      context.save();
      context.clip();
      mountains(context, [512, 400], { height: 190, seed: 4, colours: ['#4f8f75', '#3a7a62'] });
      context.restore();
      sprig(context, [256, 268], { size: 130, colour: ['#cfe6a8', '#8fbf6d'] });
      words(context, '山野茶集', [262, 408], {
        size: 74,
        weight: 700,
        spacing: 10,
        align: 'center',
        colour: '#f6f0dc',
      });
    }),
  'skin-logo.png': () =>
    picture(512, 512, (context) => {
      context.beginPath();
      context.arc(256, 256, 244, 0, Math.PI * 2);
      context.fillStyle = blend(context, [0, 0, 512, 512], ['#fbeee6', '#eccbb9']);
      context.fill();
      context.strokeStyle = '#b98b74';
      context.lineWidth = 5;
      context.beginPath();
      context.arc(256, 256, 218, 0, Math.PI * 2);
      context.stroke();
      words(context, '素时', [276, 296], {
        size: 136,
        spacing: 40,
        align: 'center',
        colour: '#5a4338',
        family: 'Art Light',
      });
      words(context, 'SU  SHI', [256, 366], { size: 34, spacing: 8, align: 'center', colour: '#8d6f60' });
    }),
};
