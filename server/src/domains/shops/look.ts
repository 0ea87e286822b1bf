import { AppError, type catalog, type PictureId, shops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findLook, replaceLook } from './shops.store.ts';
import type { ShopsDeps } from './shops-deps.ts';

type LookDeps = Pick<ShopsDeps, 'db' | 'loadPictures'>;
type NewLook = { name: string; accent: string | null; bannerPictureId: PictureId | null };

/** How the pages for consumers look; nothing chosen reads as empty. */
export async function readLook({ db, loadPictures }: LookDeps): Promise<shops.Look> {
  const { accent, bannerPictureId, name } = (await findLook(db)) ?? { name: '', accent: null, bannerPictureId: null };
  return { name, accent, banner: await loadBanner(db, loadPictures, bannerPictureId) };
}

const loadBanner = async (
  db: Db,
  load: LookDeps['loadPictures'],
  id: PictureId | null,
): Promise<catalog.Picture | null> => (id === null ? null : ((await load(db, [id])).get(id) ?? null));

/**
 * Sets all of the look at once; again changes nothing. A banner that stands already may stay, whoever uploaded it.
 * @throws AppError `shops.low_contrast` | `catalog.not_found`
 */
export async function setLook(deps: ShopsDeps, caller: Member, look: NewLook): Promise<shops.Look> {
  if (look.accent !== null && !shops.isReadable(look.accent))
    throw new AppError('shops.low_contrast', `${look.accent} has a contrast below ${shops.MIN_CONTRAST}`);
  const { bannerPictureId } = look;
  const isKept = bannerPictureId === (await findLook(deps.db))?.bannerPictureId;
  if (bannerPictureId !== null && !isKept) await deps.checkPicture(deps.db, caller, bannerPictureId);
  await replaceLook(deps.db, look);
  return readLook(deps);
}
