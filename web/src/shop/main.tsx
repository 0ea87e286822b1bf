import './shop.css';
import './ask.css';
import './front.css';
import './now.css';
import { readShopData } from './shop-data.ts';

/** The longest that the cover may keep the script waiting. */
const COVER_MS = 2_500;

/** The cover comes first: page and form work without the script, which would take a slow line's width from it. */
function whenCoverStands(): Promise<void> {
  const cover = document.querySelector<HTMLImageElement>('.stage-picture');
  if (!cover || cover.complete) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, COVER_MS);
    cover.addEventListener('load', () => resolve(), { once: true });
    cover.addEventListener('error', () => resolve(), { once: true });
  });
}

const data = readShopData(document);
if (data) void whenCoverStands().then(async () => (await import('./islands.tsx')).startIslands(data));
