import type { QuestionId, ShowId } from '@shoal/contract';
import { type QuestionRecord, readMoved, toQuestion } from './questions.store.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type SendMovedDeps = Pick<QuestionsDeps, 'db' | 'listShowsHere' | 'sendHere'>;

const MAX_TOLD = 50;

/** Opens what tells the shows on this server which questions moved [QU3]; it remembers how far it read. */
export function createMovedSender({ db, listShowsHere, sendHere }: SendMovedDeps): () => Promise<void> {
  let cursor: string | null = null;
  let sent = new Map<QuestionId, string>();
  return async () => {
    const here = listShowsHere();
    const { cursor: next, moved } = await readMoved(db, here, cursor);
    cursor = next;
    const told = new Map<QuestionId, string>();
    const news = new Map<ShowId, QuestionRecord[]>();
    for (const row of moved) {
      told.set(row.id, JSON.stringify(toQuestion(row)));
      if (sent.get(row.id) === told.get(row.id)) continue;
      news.set(row.showId, [...(news.get(row.showId) ?? []), row]);
    }
    sent = told;
    for (const [showId, rows] of news) {
      sendHere(showId, { showId, questions: rows.slice(0, MAX_TOLD).map(toQuestion) });
    }
  };
}
