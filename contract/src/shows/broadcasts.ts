import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { AccountId, ShowId, TabId } from '../ids.ts';
import { Instant } from '../time.ts';

/**
 * What viewers can watch now. `generation` rises when they must watch anew; `idle` has nothing to watch.
 * `hasHls` says that the live playlist has its first segment; its path comes with `show:join`.
 */
export const StageState = z.strictObject({
  status: z.enum(['idle', 'streaming']),
  generation: z.int(),
  hasVideo: z.boolean(),
  hasAudio: z.boolean(),
  hasHls: z.boolean(),
  /** Who sent last was an encoder such as OBS: studios send nothing by themselves then. */
  isFromEncoder: z.boolean(),
});
export type StageState = z.infer<typeof StageState>;

export const PresentPerson = z.strictObject({
  accountId: AccountId,
  displayName: z.string(),
  devices: z.int(),
  isMuted: z.boolean(),
  /** How long she showed a moving picture on a visible page, and whether she did in the last 30 s. */
  attentiveMs: z.int(),
  isAttentive: z.boolean(),
});
export type PresentPerson = z.infer<typeof PresentPerson>;

export const stageChanged = broadcast({
  name: 'stage:changed',
  payload: z.strictObject({ showId: ShowId, stage: StageState }),
  summary: 'What viewers can watch changed',
});

/** To one viewer's tab: its transport is gone, or goes, while the stage is the same. */
export const mediaLost = broadcast({
  name: 'media:lost',
  payload: z.strictObject({ showId: ShowId, tabId: TabId }),
  summary: 'This tab should watch again: its worker or node is gone or is being taken out of service',
});

export const presenceChanged = broadcast({
  name: 'presence:changed',
  payload: z.strictObject({ showId: ShowId, online: z.int() }),
  summary: 'How many people are here; at most once a second',
});

/** To the studio tab that lost the stage. */
export const stageTaken = broadcast({
  name: 'studio:superseded',
  payload: z.strictObject({ showId: ShowId, at: Instant }),
  summary: 'A newer studio tab owns the stage',
});

/** To the studio tab whose media the node closed for good; sending again is for a person to decide. */
export const sendingStopped = broadcast({
  name: 'studio:sendingStopped',
  payload: z.strictObject({ showId: ShowId, reason: z.enum(['sends_too_much', 'taken_over']) }),
  summary: 'The media node ended what this tab sent, and why',
});

export const recordingChanged = broadcast({
  name: 'recording:changed',
  payload: z.strictObject({
    showId: ShowId,
    recording: z.enum(['off', 'on', 'stopped_disk_full']),
    programmeMs: z.int(),
    /** The host answers no key frame request: she should set a key frame interval of two seconds. */
    hasRareKeyFrames: z.boolean().optional(),
  }),
  summary: 'To the studio: whether the programme is being recorded, and its length so far',
});

/** Before the server closes a socket on purpose. */
export const sessionClosed = broadcast({
  name: 'session:closed',
  payload: z.strictObject({
    reason: z.enum([
      'signed_out',
      'removed',
      'role_changed',
      'not_invited',
      'banned',
      'too_many_devices',
      'too_slow',
      'server_draining',
    ]),
  }),
  summary: 'Why the socket is about to be closed',
});
