import { AppError, ClipId, PictureId } from '@shoal/contract';
import { type Response, Router } from 'express';
import { findWidth } from './picture-rules.ts';
import { createPictureSizes, findPictureFile, type PictureFile } from './resize-picture.ts';
import { storedPath } from './store-files.ts';

const YEAR_S = 31_536_000;
// Whatever a file turns out to be, a browser that opens it runs nothing of it.
const SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/** Serves pictures and clips; their names are random and their bytes never change. */
export function filePages(storeDir: string): Router {
  const router = Router();
  const toWidth = createPictureSizes();
  router.get('/pictures/:name', async (request, response) => {
    const id = PictureId.safeParse(nameOf(request.params.name, ['jpg', 'png']));
    const whole = id.success ? await findPictureFile(storeDir, id.data) : undefined;
    if (!whole) throw new AppError('request.not_found', 'no such picture');
    const width = findWidth(request.query.w);
    await send(response, width ? await toWidth(whole, width) : whole);
  });
  router.get('/clips/:name', async (request, response) => {
    const { name } = request.params;
    const id = ClipId.safeParse(nameOf(name, ['mp4', 'jpg']));
    if (!id.success) throw new AppError('request.not_found', 'no such clip');
    const type = name.endsWith('.mp4') ? 'video/mp4' : 'image/jpeg';
    await send(response, { path: storedPath(storeDir, 'clips', name.toLowerCase()), type });
  });
  return router;
}

const nameOf = (fileName: string, endings: readonly string[]) => {
  const [name, ending, ...rest] = fileName.toLowerCase().split('.');
  return rest.length === 0 && ending !== undefined && endings.includes(ending) ? name : undefined;
};

type SentFile = { path: string; type: PictureFile['type'] | 'video/mp4' };

/** Sends a stored file, in ranges when asked; a missing one is a 404. */
function send(response: Response, { path, type }: SentFile): Promise<void> {
  response.setHeader('Content-Security-Policy', SANDBOX);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Type', type);
  return new Promise((resolve, reject) => {
    response.sendFile(path, { immutable: true, maxAge: YEAR_S * 1_000, dotfiles: 'allow' }, (error?: Error) => {
      if (!error || response.headersSent) return resolve(); // The reader left: nothing to tell.
      response.removeHeader('Content-Type');
      reject(error);
    });
  });
}
