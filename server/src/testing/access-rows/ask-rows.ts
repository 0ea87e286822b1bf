import { type AccessRow, crewOfShow, foreign, foreignPart, inRoom, key, row, showOrPart } from './access-row.ts';

const poll = {
  kind: 'poll',
  text: 'Which tea?',
  options: ['Oolong', 'Green'],
  showsResultsLive: false,
  openSeconds: 60,
};
const quizOn = (productId: string) => ({
  kind: 'quiz',
  questions: [{ text: 'How hot?', options: ['80', '100'], rightOption: 0 }],
  productId,
  openSeconds: 60,
});
const showOrAsk = ['shows.not_found', 'asks.not_found'] as const;
const prepared = () => ({ preparedAskId: crypto.randomUUID(), segmentId: null });
const answer = () => ({ question: 0, option: 0, answeredAt: new Date().toISOString(), tookMs: 900 });

export const askRows: AccessRow[] = [
  crewOfShow('GET /shows/:showId/asks'),
  crewOfShow('PUT /shows/:showId/prepared-asks/:preparedAskId', () => ({ ...prepared(), draft: poll })),
  foreignPart('PUT /shows/:showId/prepared-asks/:preparedAskId', 'on a foreign product', (names, { showId }) => ({
    ...prepared(),
    showId,
    draft: quizOn(names.foreignProductId),
  })),
  crewOfShow('DELETE /shows/:showId/prepared-asks/:preparedAskId', prepared),
  crewOfShow('GET /shows/:showId/asks/:askId/answers', ({ askId }) => ({ askId })),
  foreign('GET /shows/:showId/asks/:askId/answers', showOrAsk, ({ foreignAskId }, { showId }) => ({
    showId,
    askId: foreignAskId,
  })),
  row('GET /me/badges', 'S o o N N N'),
  crewOfShow('ask:open', () => ({ ...key(), ask: { from: 'check_in', openSeconds: 60 } })),
  foreign('ask:open', showOrPart, ({ foreignProductId }, { showId }) => ({
    ...key(),
    showId,
    ask: { from: 'draft', draft: quizOn(foreignProductId) },
  })),
  crewOfShow('ask:close', ({ askId }) => ({ ...key(), askId })),
  foreign('ask:close', showOrAsk, ({ foreignAskId }, { showId }) => ({ ...key(), showId, askId: foreignAskId })),
  crewOfShow('ask:arm', () => ({ ...key(), surprise: { everyMinutes: 10, openSeconds: 60 } })),
  inRoom('ask:answer', 'S H o N N N', () => ({ ...key(), ...answer(), askId: crypto.randomUUID() })),
  crewOfShow('answers:list', ({ askId }) => ({ askId })),
  foreign('answers:list', showOrAsk, ({ foreignAskId }, { showId }) => ({ showId, askId: foreignAskId })),
];
