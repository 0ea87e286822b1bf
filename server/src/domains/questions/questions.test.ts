import {
  type AccountId,
  type CommandRequest,
  log,
  PROTOCOL_VERSION,
  type ProductId,
  questions,
  type ShowId,
  shares,
  shows,
  type TabId,
} from '@shoal/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenQuestion } from '../../testing/given-question.ts';
import { givenDrop } from '../../testing/given-share.ts';
import type { GivenShowDetails } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { writeVotes } from './votes.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const key = () => crypto.randomUUID() as string;

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  const tab = { door, tabId: newId<TabId>(), protocol: PROTOCOL_VERSION, position: null };
  await socket.send(shows.joinShow, { showId, ...tab });
  return socket;
}

async function givenSchool(details: GivenShowDetails = {}) {
  const host = await server.signIn('host');
  const keeper = await server.signIn('shopkeeper', { displayName: 'Mei' });
  const friend = await server.signIn('shopkeeper', { displayName: 'Lan' });
  const show = { ...details, hostId: host.member.accountId };
  const { materialId, showId } = await givenDrop(server, keeper, { show });
  await sql`insert into show_guests values (${showId}, ${friend.member.accountId}, now())`.execute(server.db);
  const productId = await addProduct(showId);
  const [studio, room, other] = [
    await enter(host, showId, 'studio'),
    await enter(keeper, showId),
    await enter(friend, showId),
  ];
  const raise = (text: string, questionId = key(), socket = room) =>
    socket.send(questions.raiseQuestion, { showId, questionId, text });
  const vote = (questionId: string, isWanted = true, socket = other) =>
    socket.send(questions.voteQuestion, { showId, questionId, isWanted });
  const list = (socket = room) => socket.send(questions.listQuestions, { showId });
  type Move = CommandRequest<typeof questions.moveQuestion>['to'];
  const move = (questionId: string, to: Move) =>
    studio.send(questions.moveQuestion, { showId, questionId, to, idempotencyKey: key() });
  const answer = (questionId: string, words: string, idempotencyKey = key()) =>
    studio.send(questions.answerQuestion, { showId, questionId, answer: words, idempotencyKey });
  const file = (questionId: string, more: { productId?: string; answer?: string } = {}) => {
    const words = { question: 'Cold brew?', answer: 'Six hours.', productId };
    return studio.send(questions.fileFaq, { showId, questionId, ...words, ...more, idempotencyKey: key() });
  };
  const people = { friend, host, keeper };
  const acts = { answer, file, list, move, raise, vote };
  return { ...people, ...acts, materialId, other, productId, room, showId, studio };
}

/** The product that was dropped belongs to the show. */
async function addProduct(showId: ShowId): Promise<ProductId> {
  const { rows } = await sql<{ id: ProductId }>`
    insert into show_products (show_id, ordinal, product_id)
    select s.id, 0, p.id from shows s join products p on p.brand_id = s.brand_id where s.id = ${showId}
    returning product_id as id`.execute(server.db);
  return rows[0]!.id;
}

test('[QU1] a question sent again is the same; other words under its id are refused', async () => {
  const school = await givenSchool();
  const questionId = key();
  const first = await school.raise('Can it be brewed cold?', questionId);
  expect(first).toMatchObject({ questionId, askerName: 'Mei', state: 'open', votes: 1, answer: null });

  expect(await school.raise('Can it be brewed cold?', questionId)).toEqual(first);
  await expect(school.raise('Something else', questionId)).rejects.toMatchObject({ code: 'request.key_reused' });
  await expect(school.raise('Can it be brewed cold?', questionId, school.other)).rejects.toMatchObject({
    code: 'request.key_reused',
  });
  expect(await school.list()).toMatchObject({ questions: [first], mine: [questionId], voted: [questionId] });
  expect(await school.list(school.other)).toMatchObject({ questions: [first], mine: [], voted: [] });
});

test('[QU1] three are open at most, also when many devices ask at once', async () => {
  const school = await givenSchool();
  const devices = [school.room, await enter(school.keeper, school.showId), await enter(school.keeper, school.showId)];

  const told = await Promise.allSettled(
    [0, 1, 2, 3, 4, 5].map((at) => school.raise(`Question ${at}`, key(), devices[at % 3])),
  );

  const refused = told.filter((one) => one.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(3).fill('questions.too_many'));
  const { questions: open } = await school.list();
  expect(open).toHaveLength(3);
});

test('[QU1] a place is free again once one is answered', async () => {
  const school = await givenSchool();
  const [first] = [await school.raise('One?'), await school.raise('Two?'), await school.raise('Three?')];
  await school.answer(first.questionId, '');
  await expect(school.raise('Four?')).resolves.toMatchObject({ state: 'open' });
});

test.each(['scheduled', 'live'] as const)('raiseQuestion() is open when the show is %s', async (state) => {
  const school = await givenSchool({ state });
  await expect(school.raise('Is it fresh?')).resolves.toMatchObject({ state: 'open' });
});

test('raiseQuestion() is refused when the show is over or the host muted her', async () => {
  const school = await givenSchool();
  const mutedAt = new Date();
  const muted = { showId: school.showId, accountId: school.keeper.member.accountId };
  await server.db
    .insertInto('chatMutes')
    .values({ ...muted, mutedAt, mutedBy: school.host.member.accountId })
    .execute();
  await expect(school.raise('Is it fresh?')).rejects.toMatchObject({ code: 'chat.muted' });
  await server.db
    .updateTable('shows')
    .set({ state: 'ended', endedAt: mutedAt })
    .where('id', '=', school.showId)
    .execute();
  await expect(school.raise('Is it fresh?', key(), school.other)).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('[QU2] a vote counts once however often it is sent, and may be taken back', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Can it be brewed cold?');

  expect(await Promise.all([school.vote(questionId), school.vote(questionId)])).toContainEqual({
    votes: 2,
    isWanted: true,
  });
  expect(await school.vote(questionId)).toEqual({ votes: 2, isWanted: true });
  expect(await school.vote(questionId, false)).toEqual({ votes: 1, isWanted: false });
  expect(await school.vote(questionId, false)).toEqual({ votes: 1, isWanted: false });
  expect(await school.vote(questionId, false, school.room)).toEqual({ votes: 0, isWanted: false });
  await expect(school.vote(key())).rejects.toMatchObject({ code: 'questions.not_found' });
});

test('[QU2] what is answered keeps its votes', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Can it be brewed cold?');
  await school.answer(questionId, 'Yes.');
  expect(await school.vote(questionId)).toEqual({ votes: 1, isWanted: false });
});

test('[QU2] writeVotes() counts exactly what stands when 3,000 people vote over and over on two servers', async () => {
  const { keeper, showId } = await givenSchool();
  const askerId = keeper.member.accountId;
  const ids = [
    await givenQuestion(server.db, { showId, askerId }),
    await givenQuestion(server.db, { showId, askerId }),
  ];
  const { rows } = await sql<{ id: AccountId }>`
    insert into accounts (id, role, account_name, display_name, locale, created_at)
    select gen_random_uuid(), 'shopkeeper', 'many-' || n, 'Many ' || n, 'zh', now() from generate_series(1, 3000) n
    returning id`.execute(server.db);
  const votes = rows.map(({ id }, at) => ({ questionId: ids[at % 2]!, accountId: id, isWanted: true }));
  const takenBack = votes.slice(0, 1_000).map((vote) => ({ ...vote, isWanted: false }));

  await Promise.all([votes, votes.toReversed(), takenBack].map((coming) => writeVotes(server.db, showId, coming)));

  const { rows: counted } = await sql<{ votes: number; standing: number }>`
    select votes, (select count(*)::int from question_votes v where v.question_id = q.id) as standing
    from questions q where show_id = ${showId}`.execute(server.db);
  for (const { standing, votes } of counted) expect(votes).toBe(standing);
});

test('[QU3] everybody is told of new questions and of votes that moved', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Can it be brewed cold?');
  const isTold = (votes: number) => (told: { questions: questions.Question[] }) =>
    told.questions.some((one) => one.questionId === questionId && one.votes === votes);
  await school.studio.waitFor(questions.questionsChanged, isTold(1));
  await school.vote(questionId);
  const told = await school.room.waitFor(questions.questionsChanged, isTold(2));
  expect(JSON.stringify(told)).not.toContain(school.keeper.member.accountId);
});

test('[QU4] an answer is in the log for everybody, once for its key; a later one corrects it', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Can it be brewed cold?');
  await school.move(questionId, 'answering');
  expect((await school.list(school.studio)).questions).toMatchObject([{ questionId, state: 'answering' }]);
  const idempotencyKey = key();

  const first = await school.answer(questionId, '', idempotencyKey);
  expect(await school.answer(questionId, '', idempotencyKey)).toEqual(first);
  const { entry } = await school.other.waitFor(log.entryAppended, (told) => told.entry.kind === 'question.answered');
  expect(entry.body).toEqual({ questionId, text: 'Can it be brewed cold?', askerName: 'Mei', votes: 1, answer: '' });
  await school.answer(questionId, 'Yes, for six hours.');

  const { questions: listed } = await school.list();
  expect(listed).toMatchObject([{ state: 'answered', answer: { text: 'Yes, for six hours.' } }]);
  await expect(school.move(questionId, 'dismissed')).rejects.toMatchObject({ code: 'questions.wrong_state' });
});

test('moveQuestion() takes a dismissed question from the others, and puts it back', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Buy from me instead');
  await school.move(questionId, 'dismissed');
  expect((await school.list(school.other)).questions).toEqual([]);
  expect((await school.list()).questions).toMatchObject([{ questionId, state: 'dismissed' }]);
  await school.move(questionId, 'open');
  expect((await school.list(school.other)).questions).toMatchObject([{ questionId, state: 'open' }]);
});

test('[QU5] a question is filed once under a product of the show, and stands in the room', async () => {
  const school = await givenSchool();
  const { questionId } = await school.raise('Can it be brewed cold?');
  const { faqId } = await school.file(questionId);

  expect(await school.file(questionId, { answer: 'Eight hours.' })).toEqual({ faqId });
  expect((await school.list()).faqs).toEqual([
    {
      faqId,
      questionId,
      productId: school.productId,
      productName: '大红袍 50g',
      question: 'Cold brew?',
      answer: 'Eight hours.',
    },
  ]);
  await expect(school.file(questionId, { productId: key() })).rejects.toMatchObject({ code: 'catalog.not_found' });
});

test('[QU5] a rehearsal files nothing', async () => {
  const school = await givenSchool({ row: { isRehearsal: true } });
  const { questionId } = await school.raise('Can it be brewed cold?');
  await expect(school.file(questionId)).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('[QU6] buyers read what is filed, as the crew edits it, until it is archived', async () => {
  const school = await givenSchool();
  const { materialId, productId, showId } = school;
  const { questionId } = await school.raise('Can it be brewed cold?');
  const claiming = school.file(questionId, { answer: 'It cures insomnia.' });
  await expect(claiming).rejects.toMatchObject({ code: 'catalog.claim_unproven' });
  const { faqId } = await school.file(questionId, { answer: '<b>Six</b>' });
  const { url } = await school.keeper.call(shares.createShare, { showId, materialId });
  const operator = await server.signIn('operator');
  const read = async () => (await server.anonymous().fetch(new URL(url).pathname)).text();

  expect(await read()).toContain('&lt;b&gt;Six&lt;/b&gt;');
  await operator.call(questions.changeFaq, { productId, faqId, answer: 'Six to eight hours.' });
  expect((await operator.call(questions.listFaqs, { productId })).faqs).toMatchObject([
    { faqId, answer: 'Six to eight hours.', showTitle: 'Spring harvest' },
  ]);
  server.clock.advance(2_000);
  expect(await read()).toContain('Six to eight hours.');
  await operator.call(questions.changeFaq, { productId, faqId, isArchived: true });
  server.clock.advance(2_000);
  const page = await waitUntil(async () => {
    const now = await read();
    return now.includes('大红袍') ? now : undefined;
  }, 'the page is not there');
  expect(page).not.toContain('Six to eight hours.');
  expect((await school.list()).faqs).toEqual([]);
});
