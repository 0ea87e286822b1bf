import { face, faces } from '../demo/art/faces.mjs';
import { blend, disc, glow, grain, picture, rounded, shadow } from '../demo/art/kit.mjs';
import { rockTin, whiteTin } from '../demo/art/products.mjs';
import { cup, looseTea, pot } from '../demo/art/tea.mjs';
import { tin } from '../demo/art/tin.mjs';

const [WIDTH, HEIGHT] = [1_280, 720];
const TABLE = 536;
// Reads the same in the studio, where a camera is shown as in a mirror.
const MARK = '山茶';
const [WINDOW_X, WINDOW_Y, WINDOW] = [452, 292, 318];

/** What the host's camera sees: a tea maker before a round window, her table in front of her. JPEG bytes. */
export function cameraPicture() {
  const canvas = picture(WIDTH, HEIGHT, (context) => {
    context.fillStyle = blend(context, [0, 0, WIDTH, HEIGHT], ['#f3e3c9', '#dcb98c', '#b98a5b']);
    context.fillRect(0, 0, WIDTH, HEIGHT);
    glow(context, [WINDOW_X, WINDOW_Y, 620], '#fff7e6', 0.6);
    paintShelf(context);
    paintHost(context);
    paintTable(context);
    grain(context, [WIDTH, HEIGHT]);
  });
  return canvas.encode('jpeg', 90);
}

function paintHost(context) {
  disc(context, [WINDOW_X, WINDOW_Y, WINDOW + 18], '#6d4527');
  disc(context, [WINDOW_X, WINDOW_Y, WINDOW + 8], '#8d5e37');
  context.save();
  context.beginPath();
  context.arc(WINDOW_X, WINDOW_Y, WINDOW, 0, Math.PI * 2);
  context.clip();
  const side = WINDOW * 2;
  context.drawImage(face(faces['face-host.jpg']), WINDOW_X - WINDOW, WINDOW_Y - WINDOW, side, side);
  context.restore();
}

function paintShelf(context) {
  const tins = [
    ['山', rockTin],
    ['茶', whiteTin],
    ['山', rockTin],
  ];
  shadow(context, [1_030, 262, 230, 26], 0.3);
  for (const [at, [name, look]] of tins.entries()) tin(context, [920 + at * 112, 236, 84, 132], { ...look, name });
  rounded(context, [836, 236, 392, 18], 6, blend(context, [0, 236, 0, 254], ['#9a6a40', '#6d4527']));
}

function paintTable(context) {
  context.fillStyle = blend(context, [0, TABLE, 0, HEIGHT], ['#9a663c', '#6f4526', '#54331c']);
  context.fillRect(0, TABLE, WIDTH, HEIGHT - TABLE);
  context.fillStyle = '#ffffff2e';
  context.fillRect(0, TABLE, WIDTH, 3);
  tin(context, [880, 648, 168, 286], { ...rockTin, name: MARK });
  tin(context, [1_070, 636, 156, 262], { ...whiteTin, name: MARK });
  pot(context, [190, 660, 230]);
  cup(context, [610, 606, 176], {});
  looseTea(context, [770, 676, 70, 14], { seed: 4, count: 30, colours: ['#2d1a12', '#4a2a1b', '#5f3a26'] });
}
