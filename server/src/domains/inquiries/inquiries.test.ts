import { inquiries, MAX_WAITING_INQUIRIES, type ShareCode } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenShare } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { findInboxInquiry } from '../../views/inquiry-list.ts';
import { sendPush } from './push.ts';

const server = useTestServer();
const BROWSER = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';

/** A phone that opened her page: asks by the page's own form, or by its script. */
async function openVisitor(code: ShareCode, userAgent = BROWSER) {
  const client = server.anonymous();
  const headers = { 'user-agent': userAgent };
  const read = async () => (await client.fetch(`/s/${code}`, { headers })).text();
  const first = await read();
  const field = (name: string, page = first) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const asked = (text: string, more: Record<string, string> = {}) => ({
    text,
    beacon: field('beacon'),
    idempotencyKey: crypto.randomUUID(),
    ...more,
  });
  return {
    client,
    read,
    field,
    ask: async (text: string, more: Record<string, string> = {}) => {
      const answer = await client.fetch(`/api/shop/${code}/inquiries`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(asked(text, more)),
      });
      return {
        status: answer.status,
        body: (await answer.json()) as inquiries.OwnInquiry & { error?: { code: string } },
      };
    },
    post: (text: string, more: Record<string, string> = {}) =>
      client.fetch(`/s/${code}/ask`, { method: 'POST', headers, body: new URLSearchParams(asked(text, more)) }),
  };
}

const inboxOf = (keeper: Awaited<ReturnType<typeof server.signIn>>) => keeper.call(inquiries.listInquiries, {});

test('a question asked by the plain form reaches her inbox and her open page, and its asker reads the answer there', async () => {
  const keeper = await server.signIn('shopkeeper', { displayName: '梅花姐' });
  const { code } = await givenShare(server, keeper);
  const socket = await keeper.connect();
  const visitor = await openVisitor(code);

  const sent = await visitor.post('大红袍能放多久？', { askerName: '小林' });
  const told = await socket.waitFor(inquiries.inquiryArrived, ({ unread }) => unread === 1);
  const before = await visitor.read();
  const { inquiryId } = told.inquiry;
  await keeper.call(inquiries.answerInquiry, { inquiryId, answer: '密封放阴凉处，两年没问题。' });
  const after = await visitor.read();
  const stranger = await (await openVisitor(code)).read();

  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/s/${code}#ask`]);
  expect(told.inquiry).toMatchObject({ askerName: '小林', text: '大红袍能放多久？', code, isRead: false });
  expect(before).toContain('等店主回复');
  expect(after).toContain('密封放阴凉处，两年没问题。');
  expect(stranger).not.toContain('大红袍能放多久？');
  expect(await inboxOf(keeper)).toMatchObject({ unread: 0, hasPush: false, inquiries: [{ inquiryId, isRead: true }] });
});

test('the signed page of a question shows its answer on any device, and no other page is guessed', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const { body } = await (await openVisitor(code)).ask('有礼盒吗');
  await keeper.call(inquiries.answerInquiry, { inquiryId: body.inquiryId, answer: '有' });

  const open = async (path: string) => {
    const response = await server.anonymous().fetch(path);
    return { status: response.status, page: await response.text() };
  };
  const own = await open(body.path);
  const guessed = await open(`${body.path.slice(0, -3)}AAA`);

  expect(own.status).toBe(200);
  for (const said of ['有礼盒吗', '有</p>', `/s/${code}`]) expect(own.page).toContain(said);
  expect(guessed.status).toBe(404);
  expect(guessed.page).not.toContain('有礼盒吗');
});

test('askShopkeeper() answers a retry with the first question, also many at once', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const visitor = await openVisitor(code);
  const idempotencyKey = crypto.randomUUID();

  const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.ask('多少钱', { idempotencyKey })));

  expect(new Set(answers.map(({ body }) => body.inquiryId)).size).toBe(1);
  expect((await inboxOf(keeper)).inquiries).toHaveLength(1);
});

test('another question under the key of the first is no retry: by the form it may be sent again', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const visitor = await openVisitor(code);
  const idempotencyKey = crypto.randomUUID();
  await visitor.ask('多少钱', { idempotencyKey });

  const other = await visitor.ask('有礼盒吗', { idempotencyKey });
  expect([other.status, other.body.error?.code]).toEqual([422, 'request.key_reused']);
  const form = await visitor.post('有礼盒吗', { idempotencyKey });
  const page = await form.text();
  expect([form.status, page.includes('有礼盒吗')]).toEqual([409, true]);
  const again = { beacon: visitor.field('beacon', page), idempotencyKey: visitor.field('idempotencyKey', page) };
  expect((await visitor.post('有礼盒吗', again)).status).toBe(303);
  expect((await inboxOf(keeper)).inquiries.map(({ text }) => text)).toEqual(['有礼盒吗', '多少钱']);
});

test('robots, pages of other links, browsers without our cookie and the field that nobody sees are refused', async () => {
  const keeper = await server.signIn('shopkeeper');
  const [{ code }, other] = [await givenShare(server, keeper), await givenShare(server, keeper)];
  const visitor = await openVisitor(code);

  const robot = await (await openVisitor(code, 'curl/8.5')).ask('buy links');
  const foreignPage = await (await openVisitor(other.code)).ask('hi', { beacon: visitor.field('beacon') });
  const trapped = await visitor.post('cheap pills', { website: 'https://spam.example' });

  for (const { body, status } of [robot, foreignPage]) {
    expect([status, body.error?.code]).toEqual([403, 'inquiries.refused']);
  }
  expect(trapped.status).toBe(409);
  expect(await trapped.text()).toContain('cheap pills');
  expect((await inboxOf(keeper)).inquiries).toEqual([]);
});

test('the length is counted in signs as people count them, and what is empty or too long keeps its words', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const visitor = await openVisitor(code);

  const families = await visitor.ask('👨‍👩‍👧‍👦'.repeat(300));
  const tooLong = await visitor.post('茶'.repeat(301));
  const empty = await visitor.post('   ');

  expect(families.status).toBe(200);
  expect([tooLong.status, empty.status]).toEqual([400, 400]);
  expect(await tooLong.text()).toContain('茶'.repeat(301));
});

test('who has asked enough waits for an answer; who asks too fast is stopped', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const visitor = await openVisitor(code);

  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => visitor.ask(`第 ${at} 个问题`)));
  const codes = answers.map(({ body }) => body.error?.code ?? 'asked');

  expect(codes.filter((said) => said === 'asked')).toHaveLength(MAX_WAITING_INQUIRIES);
  expect(codes.filter((said) => said === 'inquiries.too_many')).toHaveLength(5);
  expect(codes.filter((said) => said === 'request.rate_limited')).toHaveLength(2);
});

test('blockAsker() takes out what a visitor asked, and lets her not notice', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const [rude, polite] = [await openVisitor(code), await openVisitor(code)];
  const { body } = await rude.ask('骗子');
  await polite.ask('你好');

  const { removed } = await keeper.call(inquiries.blockAsker, { inquiryId: body.inquiryId });
  const again = await keeper.call(inquiries.blockAsker, { inquiryId: body.inquiryId });
  const later = await rude.ask('还是骗子');

  expect([removed, again.removed]).toEqual([1, 0]);
  expect(later.status).toBe(200);
  expect(await rude.read()).toContain('还是骗子');
  expect((await inboxOf(keeper)).inquiries.map(({ text }) => text)).toEqual(['你好']);
});

test('a reported question is judged by an operator: kept, or its asker is heard no more', async () => {
  const [keeper, operator] = [await server.signIn('shopkeeper'), await server.signIn('operator')];
  const { code } = await givenShare(server, keeper);
  const visitor = await openVisitor(code);
  const { body } = await visitor.ask('加我微信');
  const { inquiryId } = body;
  const report = { inquiryId, reason: '广告' };

  await keeper.call(inquiries.reportInquiry, report);
  expect((await keeper.call(inquiries.reportInquiry, report)).isReported).toBe(true);
  const waiting = await operator.call(inquiries.listReported, {});
  for (let twice = 0; twice < 2; twice += 1)
    await operator.call(inquiries.judgeReported, { inquiryId, decision: 'ban' });
  await visitor.ask('再加我');

  expect(waiting.inquiries).toMatchObject([{ inquiryId, reason: '广告', text: '加我微信' }]);
  expect((await operator.call(inquiries.listReported, {})).inquiries).toEqual([]);
  expect((await inboxOf(keeper)).inquiries).toEqual([]);
});

test('the inbox comes in pages, and reading up to a question leaves newer ones unread', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  for (let at = 0; at < 3; at += 1) await (await openVisitor(code)).ask(`问题 ${at}`);
  const { inquiries: all } = await inboxOf(keeper);
  const [, second, oldest] = all;

  const older = await keeper.call(inquiries.listInquiries, { before: second!.inquiryId });
  const { unread } = await keeper.call(inquiries.markRead, { upTo: second!.inquiryId });
  await keeper.call(inquiries.deleteInquiry, { inquiryId: oldest!.inquiryId });
  await keeper.call(inquiries.deleteInquiry, { inquiryId: oldest!.inquiryId });

  expect(older.inquiries.map(({ text }) => text)).toEqual(['问题 0']);
  expect(unread).toBe(1);
  expect((await inboxOf(keeper)).inquiries.map(({ isRead, text }) => [text, isRead])).toEqual([
    ['问题 2', false],
    ['问题 1', true],
  ]);
});

test('sendPush() tells the gateway of a question that nobody has read, and of no other', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const { body } = await (await openVisitor(code)).ask('在吗');
  const sent: unknown[] = [];
  const push = { isConfigured: true, send: async (...told: unknown[]) => void sent.push(told) };
  const deps = { db: server.db, push, findInbox: findInboxInquiry };

  await sendPush(deps, body.inquiryId);
  await keeper.call(inquiries.markRead, { upTo: body.inquiryId });
  await sendPush(deps, body.inquiryId);

  expect(sent).toEqual([[keeper.member.accountId, { inquiryId: body.inquiryId, text: '在吗' }]]);
});
