import { wordsOf } from '@shoal/contract/words';
import { getPosterParts } from '../domains/catalog/get-poster-parts.ts';
import { keepProven } from '../domains/catalog/keep-proven.ts';
import { createPictureSizes, findPictureFile } from '../domains/catalog/resize-picture.ts';
import { posterDoor } from '../domains/shares/poster-door.ts';
import { posterPages } from '../domains/shares/poster-pages.ts';
import { PosterPainter } from '../domains/shares/poster-painter.ts';
import { PosterQueue } from '../domains/shares/poster-queue.ts';
import { PosterShelf } from '../domains/shares/poster-shelf.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import { toPriceText } from '../shop-pages/price-text.ts';
import { findPosterFacts } from '../views/poster-facts.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';

/** 32 MB of posters at most. */
const POSTER_ROOMS = 128;

export function composePosters({
  authentication,
  closing,
  config,
  db,
  doors,
  limits,
  metrics,
  now,
  pages,
}: Ground): void {
  const { isSecure, publicUrl, storeDir } = config;
  const shelf = new PosterShelf({ rooms: POSTER_ROOMS, onTaken: metrics.countPoster });
  const painter = PosterPainter.open({ memory: shelf.memory, onTold: metrics.notePoster });
  closing.add('poster painter', () => painter.close());
  const queue = new PosterQueue({
    turns: painter.threads + 1, // One is looked up while the others are painted.
    readMsPerPoster: () => painter.msPerPoster,
  });
  doors.push(posterDoor(queue));
  metrics.gauge('shoal_posters_waiting', 'Requests for posters held until their turn', () => queue.held);
  const makeWidth = createPictureSizes();
  pages.push(
    posterPages({
      db,
      now,
      limits,
      publicUrl,
      painter,
      queue,
      onRefused: () => metrics.notePoster({ result: 'busy' }),
      keepProven,
      findPosterFacts,
      shelf,
      wordsOf: (lang) => ({ ...wordsOf(lang).shop, fromPrice: wordsOf(lang).variants.fromPrice }),
      sampleOf: (lang) => wordsOf(lang).shop.poster,
      toPriceText,
      getPreviewParts: (caller, parts) => getPosterParts({ db, findBrandIds }, caller, parts),
      findPicturePath: async (pictureId, width) => {
        const file = await findPictureFile(storeDir, pictureId);
        return file && width ? (await makeWidth(file, width)).path : file?.path;
      },
      findMember: async (request) => {
        const token = readSessionToken(request.headers.cookie, isSecure);
        return token ? await authentication.authenticate(token) : undefined;
      },
    }),
  );
}
