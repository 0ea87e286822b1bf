import { AppError, ShowId } from '@shoal/contract';
import { type Request, Router } from 'express';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findRecordingFile } from './recording-files.store.ts';
import { noSuchFile, type RecordingStore } from './recording-store.ts';

export type RecordingFilePagesDeps = {
  db: Db;
  recordings: RecordingStore;
  /** Who asks, by her session; undefined for strangers. */
  findMember: (request: Request) => Promise<Member | undefined>;
  /** The show, for its crew. @throws AppError `shows.not_found` */
  getCommandedShow: (caller: Member, showId: ShowId) => Promise<unknown>;
};

/** Hands the crew the file that they had made. */
export function recordingFilePages(deps: RecordingFilePagesDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/recordings/:showId/recording.mp4', async (request, response) => {
    const member = await deps.findMember(request);
    if (!member) throw new AppError('accounts.signed_out', 'sign in to fetch a recording');
    const showId = ShowId.safeParse(request.params.showId);
    if (!showId.success) throw noSuchFile();
    await deps.getCommandedShow(member, showId.data);
    if ((await findRecordingFile(deps.db, showId.data))?.state !== 'ready') throw noSuchFile();
    response.setHeader('Content-Disposition', `attachment; filename="shoal-${showId.data}.mp4"`);
    await deps.recordings.sendWhole(request, response, showId.data);
  });
  return router;
}
