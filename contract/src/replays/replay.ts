import { z } from 'zod';
import { Picture } from '../catalog/catalog.ts';
import { RecentChat } from '../chat/message.ts';
import { LogEntry } from '../log/entry.ts';
import { RecordingRun } from '../media-node/reports.ts';
import { DurationMs } from '../time.ts';

export const Chapter = z.strictObject({
  title: z.string(),
  startsMs: DurationMs,
  kind: z.enum(['segment', 'drop']),
  /** The entry it stands for; null for the beginning. */
  seq: z.int().nullable(),
  picture: Picture.nullable(),
});
export type Chapter = z.infer<typeof Chapter>;

/** The recording with everything on its time line; entries and chat carry their final programme time. */
export const Replay = z.strictObject({
  hlsPath: z.string(),
  durationMs: DurationMs,
  chapters: z.array(Chapter),
  entries: z.array(LogEntry),
  chat: RecentChat,
  /** Where the picture was away, on the replay's own time line, and how the piece before it ended. */
  gaps: z.array(
    z.strictObject({ atMs: DurationMs, lostMs: DurationMs, because: RecordingRun.shape.closeReason.optional() }),
  ),
});
export type Replay = z.infer<typeof Replay>;

/** Answer of the path beside a live playlist that ends in `edge`: where the same show plays with less delay. */
export const LiveEdge = z.strictObject({
  /** A low-latency playlist with a grant in it that opens for two minutes; null when only the live playlist is there. */
  url: z.url().nullable(),
});
export type LiveEdge = z.infer<typeof LiveEdge>;

/** Why a player asks for a live edge anew: what became of the last one. */
export const EdgeLoss = z.enum(['unreachable', 'refused', 'stalled', 'failed']);
export type EdgeLoss = z.infer<typeof EdgeLoss>;

/** The recording as one MP4, which is made when the crew asks for it. */
export const RecordingFile = z.strictObject({
  state: z.enum(['none', 'making', 'ready', 'failed']),
  /** Why it failed; asking again tries again. */
  failure: z.enum(['no_room', 'unreadable']).nullable(),
  sizeBytes: z.int().min(0).nullable(),
  /** Below the public URL, for the crew's sessions; null until it is ready. */
  path: z.string().nullable(),
});
export type RecordingFile = z.infer<typeof RecordingFile>;
