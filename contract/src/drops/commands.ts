import { z } from 'zod';
import { command } from '../command.ts';
import { AccountId, IdempotencyKey, MaterialId, ShowId } from '../ids.ts';
import { crew, members } from '../roles.ts';

const hostCommand = { showId: ShowId, idempotencyKey: IdempotencyKey };

export const publishDrop = command({
  name: 'drop:publish',
  callers: crew,
  input: z.strictObject({ ...hostCommand, materialId: MaterialId }),
  output: z.strictObject({ seq: z.int() }),
  errors: [
    'shows.not_found',
    'shows.not_live',
    'catalog.not_found',
    'catalog.claim_unproven',
    'drops.recalled',
    'request.key_reused',
  ],
  summary: 'Drops a material into the live show. Answered after commit; a retry gets the first seq',
});

export const recallDrop = command({
  name: 'drop:recall',
  callers: crew,
  input: z.strictObject({ ...hostCommand, dropSeq: z.int().min(1) }),
  output: z.strictObject({ seq: z.int() }),
  errors: ['shows.not_found', 'shows.not_live', 'drops.not_found', 'request.key_reused'],
  summary: 'Takes a drop back from every room; recalling it again answers the first recall',
});

export const reportReceipts = command({
  name: 'receipts:report',
  callers: members,
  input: z.strictObject({
    showId: ShowId,
    epoch: z.string().max(32),
    /** Delivered is a prefix: everything up to this seq was applied. */
    appliedSeq: z.int().min(0),
    seen: z.array(z.int().min(1)).max(200),
    saved: z.array(z.int().min(1)).max(200),
    /** How long this device showed a moving picture on a visible page, since the show began [AK6]. */
    attentiveMs: z.int().min(0).max(86_400_000).optional(),
  }),
  output: z.strictObject({ appliedSeq: z.int() }),
  errors: ['shows.not_found', 'shows.not_joined'],
  summary:
    'What this shopkeeper received, saw and saved; cumulative, so repeating or reordering it is harmless. Answered after commit',
});

export const listReceipts = command({
  name: 'receipts:list',
  callers: crew,
  input: z.strictObject({ showId: ShowId, dropSeq: z.int().min(1) }),
  output: z.strictObject({
    people: z.array(
      z.strictObject({
        accountId: AccountId,
        displayName: z.string(),
        state: z.enum(['invited', 'received', 'seen', 'saved', 'forwarded']),
      }),
    ),
  }),
  errors: ['shows.not_found', 'drops.not_found'],
  summary: 'The names behind one drop’s counts, furthest first, at most 500',
});
