import { type AccountId, AppError, type RouteInput, type SegmentId, type ShowId, type shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { listPlanWords } from './list-plan-words.ts';
import { replaceProducts, replaceSegments } from './plan.store.ts';
import { insertLogHead } from './show-log.store.ts';
import { insertShow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type CreateShowDeps = Pick<
  ShowsDeps,
  'checkBrand' | 'checkCatalogParts' | 'checkWords' | 'db' | 'findInRole' | 'newId' | 'now'
>;

/**
 * Makes a draft with an empty log.
 * @throws AppError `catalog.not_found` | `catalog.claim_unproven` with the sentences of its titles marked |
 * `accounts.not_found` when the operator named no host.
 */
export async function createShow(
  deps: CreateShowDeps,
  caller: Member,
  input: RouteInput<typeof shows.createShow>,
): Promise<ShowId> {
  const { brandId, coverPictureId, hostId: _, productIds, segments, startsAt, ...plan } = input;
  await deps.checkBrand(caller, brandId);
  const hostId = await chooseHost(deps, caller, input.hostId);
  const id = deps.newId<ShowId>();
  await deps.db.transaction().execute(async (tx) => {
    const materialIds = segments.flatMap((segment) => segment.materialIds);
    await deps.checkCatalogParts(tx, brandId, {
      productIds,
      materialIds,
      pictureIds: coverPictureId ? [coverPictureId] : [],
    });
    await deps.checkWords(tx, listPlanWords(brandId, input), deps.now());
    await insertShow(tx, {
      ...plan,
      id,
      brandId,
      hostId,
      coverPictureId,
      state: 'draft',
      startsAt: startsAt ? new Date(startsAt) : null,
      createdAt: deps.now(),
    });
    await insertLogHead(tx, id, deps.newId().replaceAll('-', ''));
    await replaceProducts(tx, id, productIds);
    await replaceSegments(
      tx,
      id,
      segments.map(({ segmentId: __, ...draft }) => ({ ...draft, id: deps.newId<SegmentId>() })),
    );
  });
  return id;
}

async function chooseHost(deps: CreateShowDeps, caller: Member, hostId: AccountId | undefined): Promise<AccountId> {
  if (caller.role === 'host') return caller.accountId;
  const [host] = hostId ? await deps.findInRole(deps.db, 'host', [hostId]) : [];
  if (host) return host;
  throw new AppError('accounts.not_found', hostId ? `${hostId} is no host` : 'name the host of the show');
}
