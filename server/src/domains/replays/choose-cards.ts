import type { log, shares } from '@shoal/contract';
import { listRecalledDrops } from './recalled-drops.ts';

/** What was dropped into a show, each at its moment of the replay; what was recalled is left out. Entries carry their final programme time. */
export function chooseCards(entries: readonly log.LogEntry[]): shares.ShopCard[] {
  const recalled = listRecalledDrops(entries);
  return entries
    .filter(({ seq }) => !recalled.has(seq))
    .flatMap((entry) => (entry.kind === 'drop.published' ? [toCard(entry.programmeMs, entry.body.material)] : []))
    .toSorted((a, b) => a.startsMs - b.startsMs);
}

type Dropped = log.LogEntryBody<'drop.published'>['material'];

const toCard = (startsMs: number, { materialId, picture, product, title }: Dropped): shares.ShopCard => ({
  startsMs,
  materialId,
  title: product?.name ?? title,
  picture: product?.picture ?? picture,
  price: product?.price ?? null,
  ...(product?.isFromPrice && { isFromPrice: true }),
});
