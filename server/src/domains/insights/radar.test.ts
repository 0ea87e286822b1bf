import {
  type AccountId,
  insights,
  PROTOCOL_VERSION,
  type ShareId,
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
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer();
const BEHIND_MS = 2_000;

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  const tabId = newId<TabId>();
  await socket.send(shows.joinShow, { showId, door, tabId, protocol: PROTOCOL_VERSION, position: null });
  return socket;
}

async function givenSchool() {
  const host = await server.signIn('host');
  const keeper = await server.signIn('shopkeeper');
  const { materialId, showId } = await givenDrop(server, keeper, { show: { hostId: host.member.accountId } });
  return { host, keeper, materialId, showId, studio: await enter(host, showId, 'studio') };
}

const click = (shareId: ShareId) =>
  sql`insert into visits (id, share_id, visitor_id, at, verdict)
    values (${newId()}, ${shareId}, decode(md5(random()::text), 'hex'), ${server.clock.now()}, 'counted')`.execute(
    server.db,
  );

test('[RD1] the radar is at most 2 s behind: who came, saw, forwarded, and every click', async () => {
  const { keeper, materialId, showId, studio } = await givenSchool();
  const waitFor = async (is: (told: insights.Radar) => boolean, what: string) => {
    const from = performance.now();
    const told = await waitUntil(() => studio.received(insights.radarChanged).findLast(is), what, BEHIND_MS);
    return { told, ms: Math.round(performance.now() - from) };
  };
  const room = await enter(keeper, showId);
  const came = await waitFor(({ online }) => online === 1, 'nobody is online');

  await sql`insert into drop_marks (show_id, drop_seq, mark, account_id)
    values (${showId}, 1, 'seen', ${keeper.member.accountId})`.execute(server.db);
  const saw = await waitFor(({ seen }) => seen === 1, 'nobody has seen it');
  const { shareId } = await keeper.call(shares.createShare, { showId, materialId });
  await keeper.call(shares.recordEvidence, { shareId, grade: 'E1' });
  const forwarded = await waitFor((told) => told.forwarded === 1, 'nobody has forwarded it');
  await click(shareId);
  const clicked = await waitFor((told) => told.clicks.at(-1) === 1, 'the click is not told');

  process.stdout.write(`radar behind, ms: ${JSON.stringify([came, saw, forwarded, clicked].map(({ ms }) => ms))}\n`);
  expect(clicked.told.drops).toMatchObject([{ dropSeq: 1, unseen: 0, unforwarded: 0 }]);
  await waitFor(({ cohorts }) => cohorts[0]?.online === 1 && cohorts[0].clicks === 1, 'her league has no click');
  expect(clicked.told.questions).toEqual([]);
  room.close();
  await waitFor(({ online }) => online === 0, 'she is still online');
});

test('[RD2] rooms hear nothing of the radar, and no account is in it', async () => {
  const { keeper, showId, studio } = await givenSchool();
  const room = await enter(keeper, showId);
  const told = await studio.waitFor(insights.radarChanged, ({ online }) => online === 1);
  expect(room.received(insights.radarChanged)).toEqual([]);
  expect(JSON.stringify(told)).not.toContain(keeper.member.accountId);
});

test('[RD4] a line stands with its figure until the host sends it away', async () => {
  const { keeper, showId, studio } = await givenSchool();
  const others = await Promise.all([server.signIn('shopkeeper'), server.signIn('shopkeeper')]);
  const ids: AccountId[] = others.map(({ member }) => member.accountId);
  for (const accountId of ids)
    await sql`insert into show_guests values (${showId}, ${accountId}, now())`.execute(server.db);
  for (const who of [keeper, ...others]) await enter(who, showId);
  server.clock.advance(30_000);

  const { hint } = await studio.waitFor(insights.radarChanged, (told) => told.hint?.code === 'show_drop');
  expect(hint).toEqual({ code: 'show_drop', dropSeq: 1, percent: 100, people: 3 });
  await studio.send(insights.dismissHint, { showId, code: 'show_drop' });

  await studio.waitFor(insights.radarChanged, (told) => told.hint?.code === 'check_in');
});

test('the radar has the three most wanted questions, the older of equals first', async () => {
  const { keeper, showId, studio } = await givenSchool();
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute));
  const of = { showId, askerId: keeper.member.accountId };
  for (const [minute, text] of ['a', 'b', 'c', 'd'].entries()) {
    const questionId = await givenQuestion(server.db, { ...of, text, askedAt: at(minute) });
    if (text === 'd') await server.db.updateTable('questions').set({ votes: 9 }).where('id', '=', questionId).execute();
  }

  const { questions } = await waitUntil(
    () => studio.received(insights.radarChanged).findLast((told) => told.questions[0]?.text === 'd'),
    'the questions are not told',
  );

  expect(questions.map(({ text, votes }) => [text, votes])).toEqual([
    ['d', 9],
    ['a', 1],
    ['b', 1],
  ]);
});
