import { z } from 'zod';
import { ChatRoom, RecentChat } from '../chat/message.ts';
import { command } from '../command.ts';
import { DropCounts } from '../drops/counts.ts';
import { IdempotencyKey, SegmentId, ShowId, TabId } from '../ids.ts';
import { LogEntry } from '../log/entry.ts';
import { crew, members } from '../roles.ts';
import { RtpCapabilities } from '../signaling/rtp.ts';
import { Instant } from '../time.ts';
import { PresentPerson, StageState } from './broadcasts.ts';
import { ShowState } from './show.ts';

const hostCommand = { showId: ShowId, idempotencyKey: IdempotencyKey };

/** What a client holds of the log: the epoch it belongs to and the last seq it applied. */
export const LogPosition = z.strictObject({ epoch: z.string().max(32), seq: z.int().min(0) });

/** Part of the log: entries after the asked seq in order, and the top that the server knows. */
export const LogTail = z.strictObject({
  epoch: z.string(),
  top: z.int(),
  /** True when the asked position was of another epoch: forget all, these entries begin at 1. */
  isReset: z.boolean(),
  entries: z.array(LogEntry),
  /** True when more follow: ask `log:resume` after the last of these. */
  hasMore: z.boolean(),
});
export type LogTail = z.infer<typeof LogTail>;

export const joinShow = command({
  name: 'show:join',
  callers: members,
  input: z.strictObject({
    showId: ShowId,
    tabId: TabId,
    /** `studio` is for the crew; the newest studio tab owns the stage. */
    door: z.enum(['studio', 'room']),
    protocol: z.int(),
    position: LogPosition.nullable(),
  }),
  output: z.strictObject({
    protocol: z.int(),
    serverNow: Instant,
    state: ShowState,
    log: LogTail,
    online: z.int(),
    recentChat: RecentChat,
    isMuted: z.boolean(),
    /** May delete, mute, ban, slow down, review, highlight and pin. */
    isModerator: z.boolean(),
    chat: ChatRoom,
    stage: StageState,
    /** The live playlist below the public URL, with this viewer's grant in it; plays once `stage.hasHls`. */
    hlsPath: z.string(),
    /** What the media node can do, so that the device is loaded before the first watch; null while no node is there. */
    rtpCapabilities: RtpCapabilities.nullable(),
    /** For the studio: counts of every drop so far. */
    counts: z.array(DropCounts),
    /** Reconnect after a break at a random moment within this many ms: known beforehand, since a dead server cannot say it. */
    reconnectSpreadMs: z.int(),
  }),
  errors: ['shows.not_found', 'shows.wrong_state', 'shows.client_outdated'],
  summary: 'Enters a show: authorises, subscribes, answers what the client lacks. First command after every connect',
});

export const leaveShow = command({
  name: 'show:leave',
  callers: members,
  input: z.strictObject({ showId: ShowId }),
  output: z.strictObject({}),
  errors: [],
  summary: 'Leaves a show; its media is closed',
});

export const goLive = command({
  name: 'show:goLive',
  callers: crew,
  input: z.strictObject(hostCommand),
  output: z.strictObject({ seq: z.int(), wentLiveAt: Instant }),
  errors: ['shows.not_found', 'shows.wrong_state', 'media.not_streaming', 'request.key_reused'],
  summary: 'Scheduled becomes live and the recording begins; the stage must stream already',
});

export const endShow = command({
  name: 'show:end',
  callers: crew,
  input: z.strictObject(hostCommand),
  output: z.strictObject({ seq: z.int(), endedAt: Instant }),
  errors: ['shows.not_found', 'shows.not_live', 'request.key_reused'],
  summary: 'Live becomes ended; the recording is finalised and the replay follows within 3 s',
});

export const changeSegment = command({
  name: 'segment:change',
  callers: crew,
  input: z.strictObject({ ...hostCommand, segmentId: SegmentId }),
  output: z.strictObject({ seq: z.int() }),
  errors: ['shows.not_found', 'shows.not_live', 'request.key_reused'],
  summary: 'Moves the run of show to a segment',
});

export const listPresent = command({
  name: 'people:list',
  callers: crew,
  input: z.strictObject({ showId: ShowId }),
  output: z.strictObject({ people: z.array(PresentPerson), online: z.int() }),
  errors: ['shows.not_found'],
  summary: 'Who is here now, one line per person however many devices, at most 500',
});
