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

/** Asks whether a viewer may watch, at most once per viewer in a while, and for the recording once per show. */
export function createAdmission({ db, mayWatch }: AdmitDeps): AdmitViewer {
  const rights = rememberBriefly<boolean>();
  const recordings = rememberBriefly<RecordingState | undefined>();
  return async (showId, viewer, nowMs) => {
    const who = viewer.kind === 'account' ? viewer.accountId : viewer.code;
    if (!(await rights(`${showId} ${who}`, nowMs, () => mayWatch(viewer, showId)))) return undefined;
    return { recording: await recordings(showId, nowMs, async () => (await findRecording(db, showId))?.state) };
  };
}

/** Those who ask while an answer is on its way, or young, share it; a failure is not kept. */
function rememberBriefly<T>() {
  const answers = new Map<string, { askedMs: number; answer: Promise<T> }>();
  return (key: string, nowMs: number, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(key);
    if (known && nowMs - known.askedMs < BELIEVED_MS) return known.answer;
    if (answers.size >= MAX_REMEMBERED) answers.clear();
    const answer = ask();
    answers.set(key, { askedMs: nowMs, answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
