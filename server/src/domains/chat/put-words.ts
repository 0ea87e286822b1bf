import type { BrandId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { ChatDeps } from './chat-deps.ts';
import { listWords, replaceWords } from './chat-rooms.store.ts';
import { foldText } from './fold-text.ts';
import { forgetRules } from './moderate.ts';

export type PutWordsDeps = Pick<ChatDeps, 'checkBrand' | 'db' | 'rules' | 'tellOthers'>;

/** A brand's words. @throws AppError `catalog.not_found` */
export async function getWords(deps: PutWordsDeps, caller: Member, brandId: BrandId): Promise<{ words: string[] }> {
  await deps.checkBrand(caller, brandId);
  return { words: await listWords(deps.db, brandId) };
}

/** Replaces a brand's words; what folds to nothing holds nothing and is left out. @throws AppError `catalog.not_found` */
export async function putWords(
  deps: PutWordsDeps,
  caller: Member,
  { brandId, words }: { brandId: BrandId; words: readonly string[] },
): Promise<{ words: string[] }> {
  await deps.checkBrand(caller, brandId);
  const byFolded = new Map(words.map((word) => [foldText(word), word]));
  byFolded.delete('');
  const rows = [...byFolded].map(([folded, word]) => ({ folded, word }));
  await deps.db.transaction().execute((tx) => replaceWords(tx, brandId, rows));
  forgetRules(deps, null);
  return { words: await listWords(deps.db, brandId) };
}
