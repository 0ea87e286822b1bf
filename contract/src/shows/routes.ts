import { z } from 'zod';
import { AccountId, BrandId, PictureId, ProductId, ShowId } from '../ids.ts';
import { MAX_PRODUCTS_PER_SHOW, MAX_SEGMENTS_PER_SHOW, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '../limits.ts';
import { crew, members } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { Instant, TimeZone } from '../time.ts';
import { GuestRow, Reminder, RoomPage, SegmentDraft, Show, ShowRow } from './show.ts';

const byShow = z.strictObject({ showId: ShowId });

const plan = {
  title: line(MAX_TITLE_LENGTH),
  summary: paragraph(MAX_TEXT_LENGTH),
  coverPictureId: PictureId.nullable(),
  startsAt: Instant.nullable(),
  timeZone: TimeZone,
  /** After so many minutes a live show ends itself. */
  maxLengthMinutes: z.int().min(5).max(720),
  productIds: z.array(ProductId).max(MAX_PRODUCTS_PER_SHOW),
  segments: z.array(SegmentDraft).max(MAX_SEGMENTS_PER_SHOW),
};

export const listShows = route({
  method: 'GET',
  path: '/shows',
  callers: members,
  response: z.strictObject({ shows: z.array(ShowRow), serverNow: Instant }),
  errors: [],
  summary: 'Live first, then coming, then past; a shopkeeper sees what she is invited to, a host what she commands',
});

export const createShow = route({
  method: 'POST',
  path: '/shows',
  callers: crew,
  body: z.strictObject({
    brandId: BrandId,
    /** The operator names a host; a host makes her own. */
    hostId: AccountId.optional(),
    title: plan.title,
    summary: plan.summary.default(''),
    coverPictureId: plan.coverPictureId.default(null),
    startsAt: plan.startsAt.default(null),
    timeZone: plan.timeZone,
    maxLengthMinutes: plan.maxLengthMinutes.default(240),
    productIds: plan.productIds.default([]),
    segments: plan.segments.default([]),
  }),
  response: Show,
  errors: ['catalog.not_found', 'catalog.claim_unproven', 'accounts.not_found'],
  summary: 'Makes a draft',
});

export const getShow = route({
  method: 'GET',
  path: '/shows/:showId',
  callers: crew,
  params: byShow,
  response: Show,
  errors: ['shows.not_found'],
  summary: 'A show as its crew sees it',
});

export const updateShow = route({
  method: 'PATCH',
  path: '/shows/:showId',
  callers: crew,
  params: byShow,
  body: z
    .strictObject(plan)
    .partial()
    .extend({ version: z.int().min(1) }),
  response: Show,
  errors: [
    'shows.not_found',
    'shows.wrong_state',
    'shows.changed_meanwhile',
    'catalog.not_found',
    'catalog.claim_unproven',
  ],
  summary: 'Changes the plan; a live show takes only new segments and materials, an ended one title, summary and cover',
});

const move = (verb: string, summary: string) =>
  ({
    method: 'POST',
    path: `/shows/:showId/${verb}`,
    callers: crew,
    params: byShow,
    response: Show,
    errors: ['shows.not_found', 'shows.wrong_state'],
    summary,
  }) as const;

export const scheduleShow = route({
  ...move('schedule', 'Draft or postponed becomes scheduled at a time; repeating it moves the time'),
  body: z.strictObject({ startsAt: Instant }),
});
export const postponeShow = route(move('postpone', 'Scheduled becomes postponed: no date yet'));
export const cancelShow = route(move('cancel', 'A show that is not yet live is called off'));
export const archiveShow = route(move('archive', 'An ended or cancelled show leaves the lists'));

export const listGuests = route({
  method: 'GET',
  path: '/shows/:showId/guests',
  callers: crew,
  params: byShow,
  response: z.strictObject({ guests: z.array(GuestRow) }),
  errors: ['shows.not_found'],
  summary: 'Invited shopkeepers, at most 2,000, by name',
});

export const inviteGuests = route({
  method: 'POST',
  path: '/shows/:showId/guests',
  callers: crew,
  params: byShow,
  body: z.strictObject({ accountIds: z.array(AccountId).min(1).max(500) }),
  response: z.strictObject({ invited: z.int() }),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Invites shopkeepers who have an account; safe to repeat',
});

export const removeGuest = route({
  method: 'DELETE',
  path: '/shows/:showId/guests/:accountId',
  callers: crew,
  params: z.strictObject({ showId: ShowId, accountId: AccountId }),
  response: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Takes an invitation back; her sockets leave the room and her media closes within 2 s',
});

export const getRoom = route({
  method: 'GET',
  path: '/shows/:showId/room',
  callers: members,
  params: byShow,
  response: RoomPage,
  errors: ['shows.not_found'],
  summary: 'A show as an invited shopkeeper sees it; unknown and uninvited answer alike',
});

export const askReminder = route({
  method: 'PUT',
  path: '/shows/:showId/reminder',
  callers: members,
  params: byShow,
  response: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Asks to be told before the show begins, on every device of the caller; safe to repeat',
});

export const dropReminder = route({
  method: 'DELETE',
  path: '/shows/:showId/reminder',
  callers: members,
  params: byShow,
  response: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Takes the wish back; safe to repeat',
});

export const listReminders = route({
  method: 'GET',
  path: '/me/reminders',
  callers: members,
  response: z.strictObject({ reminders: z.array(Reminder), serverNow: Instant }),
  errors: [],
  summary: 'Dated shows that the caller asked to be told of, soonest first, at most 50',
});

export const rehearseShow = route({
  method: 'POST',
  path: '/shows/:showId/rehearsals',
  callers: crew,
  params: byShow,
  body: z.strictObject({ guestIds: z.array(AccountId).max(500) }),
  response: Show,
  errors: ['shows.not_found', 'shows.wrong_state', 'accounts.not_found'],
  summary:
    'Makes a rehearsal with the plan of a show that is to come, before these people only; while one is open, answers that one',
});
