import { mountCatalogRoutes } from '../domains/catalog/catalog.routes.ts';
import { filePages } from '../domains/catalog/file-pages.ts';
import { oneAfterAnother } from '../domains/catalog/one-after-another.ts';
import { PictureDecoder } from '../domains/catalog/picture-decoder.ts';
import { listOrderedVariants } from '../domains/orders/orders.store.ts';
import { newId } from '../platform/new-id.ts';
import { listBrandWords } from '../views/brand-words.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';

export function composeCatalog(ground: Ground): void {
  const { api, closing, config, db, now, pages } = ground;
  const { storeDir } = config;
  const decoder = PictureDecoder.open();
  closing.add('picture decoder', () => decoder.close());
  mountCatalogRoutes(api.on, {
    db,
    now,
    storeDir,
    decoder,
    ffmpegPath: config.ffmpegPath ?? 'ffmpeg',
    newBrandId: newId,
    newProductId: newId,
    newVariantId: newId,
    listOrderedVariants,
    listBrandWords,
    newMaterialId: newId,
    newPictureId: newId,
    newClipId: newId,
    inTurn: oneAfterAnother(),
    findBrandIds,
  });
  pages.push(filePages(storeDir));
}
