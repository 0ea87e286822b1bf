import { z } from 'zod';
import { GroupId, MaterialId, ShareCode, ShareId, ShowId, TaskId } from '../ids.ts';
import { shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { EvidenceGrade, Share, ShopState } from './share.ts';

export const createShare = route({
  method: 'POST',
  path: '/shares',
  callers: shopkeepers,
  body: z.strictObject({
    showId: ShowId,
    materialId: MaterialId,
    /** For an open task on that material: what comes back through the link counts for it. */
    taskId: TaskId.optional(),
    /** For one of her groups. */
    groupId: GroupId.optional(),
  }),
  response: Share,
  errors: [
    'shows.not_found',
    'drops.not_found',
    'drops.recalled',
    'tasks.not_found',
    'tasks.wrong_state',
    'groups.not_found',
  ],
  summary: 'Her personal link for a dropped material, task and group; asking again answers the same link',
});

export const listShares = route({
  method: 'GET',
  path: '/shares',
  callers: shopkeepers,
  query: z.strictObject({ showId: ShowId.optional() }),
  response: z.strictObject({ shares: z.array(Share), visitorsTotal: z.int(), visitsTotal: z.int() }),
  errors: [],
  summary: 'Her links with their visitors and visits, newest first, at most 200',
});

export const recordEvidence = route({
  method: 'POST',
  path: '/shares/:shareId/evidence',
  callers: shopkeepers,
  params: z.strictObject({ shareId: ShareId }),
  /** E2 and above come from what the server sees, never from a client's word. */
  body: z.strictObject({ grade: EvidenceGrade.exclude(['E2']) }),
  response: Share,
  errors: ['shares.not_found'],
  summary: 'She says she forwarded (E0), or opened the share sheet or saved the poster (E1); safe to repeat',
});

export const getShop = route({
  method: 'GET',
  path: '/shop/:code',
  callers: 'anyone',
  params: z.strictObject({ code: ShareCode }),
  response: ShopState,
  errors: ['shares.not_found'],
  summary: 'What the page behind a link shows now',
});

export const recordVisit = route({
  method: 'POST',
  path: '/shop/:code/visits',
  callers: 'anyone',
  params: z.strictObject({ code: ShareCode }),
  body: z.strictObject({
    /** From the page itself, signed by the server, good for 12 h. */
    beacon: z.string().min(16).max(512),
    /** How long the page was visible when it said so. */
    visibleMs: z.int().min(0).max(86_400_000),
  }),
  response: z.strictObject({}),
  errors: ['shares.not_found', 'request.rate_limited'],
  summary:
    'A page behind a link was seen; counted once per visitor and 30 minutes. Answers alike whether it counts or not',
});
