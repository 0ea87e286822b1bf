import { questions as questionWire } from '@shoal/contract';
import { findProducts } from '../domains/catalog/catalog.store.ts';
import { getBrandPart } from '../domains/catalog/check-brand.ts';
import { checkWords } from '../domains/catalog/check-words.ts';
import { isMuted } from '../domains/chat/mutes.store.ts';
import { openQuestions } from '../domains/questions/open-questions.ts';
import { registerQuestionCommands } from '../domains/questions/questions.commands.ts';
import { mountQuestionRoutes } from '../domains/questions/questions.routes.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { listProductIds } from '../domains/shows/plan.store.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import { newId } from '../platform/new-id.ts';
import { showRoom } from '../realtime/socket-rooms.ts';
import { listProductFaqs, listShowFaqs } from '../views/product-faqs.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';

export function composeQuestions(
  { api, broadcaster, closing, commands, db, limits, log, now }: Ground,
  shows: Shows,
): void {
  const opened = openQuestions({
    db,
    limits,
    log,
    newId,
    now,
    isMuted,
    listProductFaqs,
    listShowFaqs,
    hostCommand: shows.hostCommand,
    requireJoined: shows.joined.require,
    listShowsHere: shows.joined.listShows,
    getShowState: async (from, showId) => (await findShow(from, showId))?.state ?? 'archived',
    checkWords,
    hasProduct: async (from, showId, productId) => (await listProductIds(from, showId)).includes(productId),
    checkProduct: async (caller, productId) => {
      const [part] = await findProducts(db, [productId]);
      await getBrandPart({ db, findBrandIds }, caller, { part, name: `product ${productId}` });
    },
    sendHere: (showId, told) => broadcaster.sendVolatileHere(showRoom(showId), questionWire.questionsChanged, told),
  });
  registerQuestionCommands(commands.on, opened);
  mountQuestionRoutes(api.on, opened);
  closing.add('questions', opened.close);
}
