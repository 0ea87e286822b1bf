import type { ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Viewer } from './hls-grant.ts';
import { findRecording } from './recordings.store.ts';
import type { RecordingState } from './recordings.table.ts';

/** What a playlist depends on besides the recording. */
export type Admission = { isLive: boolean; recording: RecordingState | undefined };

export type AdmitDeps = {
  db: Db;
  /** Whether a viewer may watch a show now; undefined when not, or when there is no such show. */
  findShowFor: (viewer: Viewer, showId: ShowId) => Promise<{ isLive: boolean } | undefined>;
};

export type AdmitViewer = (showId: ShowId, viewer: Viewer, nowMs: number) => Promise<Admission | undefined>;

/** How long a right that was taken away may still be believed, so that thousands of polls cost few queries. */
const BELIEVED_MS = 1_500;
const MAX_REMEMBERED = 50_000;

/** Asks whether a viewer may watch, at most once per viewer in a while. */
export function createAdmission(deps: AdmitDeps): AdmitViewer {
  const answers = new Map<string, { askedMs: number; answer: Promise<Admission | undefined> }>();
  return (showId, viewer, nowMs) => {
    const key = `${showId} ${viewer.kind === 'account' ? viewer.accountId : viewer.code}`;
    const known = answers.get(key);
    if (known && nowMs - known.askedMs < BELIEVED_MS) return known.answer;
    if (answers.size >= MAX_REMEMBERED) answers.clear();
    const answer = ask(deps, showId, viewer);
    answers.set(key, { askedMs: nowMs, answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

async function ask(deps: AdmitDeps, showId: ShowId, viewer: Viewer): Promise<Admission | undefined> {
  const show = await deps.findShowFor(viewer, showId);
  if (!show) return undefined;
  return { isLive: show.isLive, recording: (await findRecording(deps.db, showId))?.state };
}
