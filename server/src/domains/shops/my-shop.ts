import type { ProductId, shops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { openShopOnce, replaceItems, setWelcome } from './shops.store.ts';
import type { FoundItem, ShopsDeps } from './shops-deps.ts';

/** Her shop as she arranges it. Her first look makes it; looking again changes nothing. */
export const getMyShop = (deps: ShopsDeps, caller: Member): Promise<shops.Shop> => readShop(deps, deps.db, caller);

/**
 * Order, notes, welcome, and what is hidden, all at once: again changes nothing. Products that she has no link for are
 * left out; of the words only new ones are looked at, so that a card that ran out holds up no order.
 * @throws AppError `catalog.claim_unproven` with the sentences marked
 */
export async function arrangeShop(
  deps: ShopsDeps,
  caller: Member,
  { items, welcome }: shops.Arrangement,
): Promise<shops.Shop> {
  const shopkeeperId = caller.accountId;
  return deps.db.transaction().execute(async (tx) => {
    const before = await openShop(deps, tx, caller);
    await setWelcome(tx, shopkeeperId, welcome); // First: it lets the arrangement of another phone wait.
    const notes = new Map((await deps.listItems(tx, shopkeeperId)).map(({ note, productId }) => [productId, note]));
    const kept = items.filter(({ productId }) => notes.has(productId));
    const said = kept.filter(({ note, productId }) => note !== notes.get(productId));
    await deps.checkWords(tx, toSaid(welcome === before.welcome ? '' : welcome, said), deps.now());
    await replaceItems(
      tx,
      shopkeeperId,
      kept.map((item, position) => ({ ...item, shopkeeperId, position })),
    );
    return readShop(deps, tx, caller);
  });
}

const toSaid = (welcome: string, items: readonly { productId: ProductId; note: string }[]): SaidWords[] => [
  { field: 'shop.welcome', text: welcome, about: null },
  ...items.map(({ note, productId }) => ({ field: 'shop.note' as const, text: note, about: { productId } })),
];

const openShop = (deps: ShopsDeps, db: Db, { accountId }: Member) =>
  openShopOnce(db, {
    shopkeeperId: accountId,
    address: deps.newShopAddress(),
    welcome: '',
    createdAt: deps.now(),
  });

async function readShop(deps: ShopsDeps, db: Db, caller: Member): Promise<shops.Shop> {
  const { address, welcome } = await openShop(deps, db, caller);
  const items = await deps.listItems(db, caller.accountId);
  const marks = await deps.markWords(db, toSaid(welcome, items), deps.now());
  return {
    url: `${deps.publicUrl}/f/${address}`,
    welcome,
    items: items.map(toOwnItem),
    candidates: await deps.listCandidates(db, caller.accountId),
    unproven: [...new Set(marks.flat().map(({ sentence }) => sentence))],
  };
}

const toOwnItem = ({
  brandName: _brand,
  code: _code,
  materialId: _material,
  showId: _show,
  ...item
}: FoundItem): shops.ShopItem => item;
