import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { markWords } from './mark-words.ts';
import { refuseMarked } from './prove-copy.ts';

/**
 * Looks at what consumers read beside materials, before it is kept.
 * @throws AppError `catalog.claim_unproven` with the sentences marked
 */
export async function checkWords(db: Db, said: readonly SaidWords[], now: Date): Promise<void> {
  refuseMarked((await markWords(db, said, now)).flat());
}
