import type { ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Viewer } from './hls-grant.ts';
import { findRecording, type RecordingState } from './recordings.store.ts';

/** The state of the recording that somebody may watch; undefined when there is none. */
export type Admission = { recording: RecordingState | undefined };

export type AdmitDeps = {
  db: Db;
  mayWatch: (viewer: Viewer, showId: ShowId) => Promise<boolean>;
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
  if (!(await deps.mayWatch(viewer, showId))) return undefined;
  return { recording: (await findRecording(deps.db, showId))?.state };
}
