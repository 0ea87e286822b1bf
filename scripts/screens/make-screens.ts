// `npm run screens`: the README's pictures and contact sheets of every screen, taken of a running demo. Names choose
// single sheets, `pictures` the README's. Reads SHOAL_URL, SHOAL_DATA_DIR (where demo.json is) and CHROMIUM_PATH.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoStand } from './demo-stand.ts';
import { makeSheet, type Sheet } from './gallery.ts';
import { takeReadmePictures } from './readme-pictures.ts';
import { consoleSheets } from './sheets/console-sheets.ts';
import { doorSheets } from './sheets/door-sheets.ts';
import { roomSheets } from './sheets/room-sheets.ts';
import { scheduleSheets } from './sheets/schedule-sheets.ts';
import { schoolSheets } from './sheets/school-sheets.ts';
import { shareSheets } from './sheets/share-sheets.ts';
import { stageSheets } from './sheets/stage-sheets.ts';

const cloneDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv.slice(2);
const outDir = join(cloneDir, 'test-results/gallery');
const stand = await DemoStand.open({ SHOAL_DATA_DIR: join(cloneDir, '.data'), ...process.env });
const sheets: Record<string, (sheet: Sheet) => Promise<void>> = {
  ...doorSheets(stand),
  ...consoleSheets(stand),
  ...scheduleSheets(stand),
  ...roomSheets(stand),
  ...schoolSheets(stand),
  ...shareSheets(stand),
  ...stageSheets(stand),
};
const isWanted = (name: string) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
try {
  if (wanted.length === 0 || wanted.includes('pictures'))
    await takeReadmePictures(stand, join(cloneDir, 'docs/screens'));
  if (wanted.length === 0) rmSync(outDir, { recursive: true, force: true });
  for (const [name, make] of Object.entries(sheets).filter(([name]) => isWanted(name))) {
    process.stdout.write(`${name}\n`);
    await makeSheet(stand, { name, outDir, make });
  }
} finally {
  await stand.close();
}
