import { accounts, type catalog, inquiries, questions, shops, shows } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenClaimCard } from '../../testing/given-claim-card.ts';
import { givenInquiry } from '../../testing/given-inquiry.ts';
import { givenShelf, type Shelf } from '../../testing/given-order.ts';
import { givenFaq } from '../../testing/given-question.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const claim = '全国销量冠军。';
const timeZone = 'Asia/Shanghai';
const segment = (title: string) => ({
  title,
  kind: 'product' as const,
  plannedMinutes: 10,
  openingLine: '',
  materialIds: [],
});

let keeper: SignedIn;
let host: SignedIn;
let shelf: Shelf;
beforeEach(async () => {
  keeper = await server.signIn('shopkeeper');
  shelf = await givenShelf(server.db, { keeperId: keeper.member.accountId });
  host = await server.signIn('host', { brandIds: [shelf.brandId] });
});

const marked = (field: catalog.CopyField, reason: catalog.ClaimReason = 'no_card') => ({
  code: 'catalog.claim_unproven',
  marks: [{ field, sentence: claim, reason }],
});

/** A material of the brand says the same, on a card for one product or for all. */
async function prove(card: { isOfProduct?: boolean; expiresAt?: Date } = {}): Promise<void> {
  const { brandId, productId } = shelf;
  const { isOfProduct, ...rest } = card;
  const cardId = await givenClaimCard(server.db, { brandId, ...rest, ...(isOfProduct && { productId }) });
  const { id: materialId } = await server.db.selectFrom('materials').select('id').executeTakeFirstOrThrow();
  await server.db.insertInto('materialClaims').values({ materialId, brandId, sentence: claim, cardId }).execute();
}

test('a show’s title and those of its segments claim only what a material of its brand proves; what stood may stay', async () => {
  const { brandId } = shelf;
  const plan = { brandId, timeZone, title: '春茶开箱', segments: [segment('开场')] };
  await expect(host.call(shows.createShow, { ...plan, title: claim })).rejects.toMatchObject(marked('show.title'));
  const { segments, showId, version } = await host.call(shows.createShow, plan);
  const change = (more: object, seen = version) => host.call(shows.updateShow, { showId, version: seen, ...more });
  const [first] = segments;
  const planned = { segmentId: first?.segmentId, ...segment('开场') };
  await expect(change({ segments: [planned, segment(claim)] })).rejects.toMatchObject(marked('segment.title'));

  await prove();
  const proven = await change({ title: claim, segments: [planned, segment(claim)] });
  await server.db.updateTable('claimCards').set({ withdrawnAt: new Date() }).execute();
  expect(await change({ title: claim, summary: 'later' }, proven.version)).toMatchObject({ title: claim });
  const other = host.call(shows.createShow, { ...plan, title: claim });
  await expect(other).rejects.toMatchObject(marked('show.title', 'card_withdrawn'));
});

test('an answer that buyers read claims what a card of their product proves, by whatever card carries it', async () => {
  const { productId } = shelf;
  const faqId = await givenFaq(server.db, productId);
  const answer = () => host.call(questions.changeFaq, { productId, faqId, answer: claim });
  await expect(answer()).rejects.toMatchObject(marked('faq.answer'));
  expect((await host.call(questions.listFaqs, { productId })).faqs).toMatchObject([{ answer: 'Yes, for six hours.' }]);

  await prove({ isOfProduct: true });
  await answer();
  const title = host.call(shows.createShow, { brandId: shelf.brandId, timeZone, title: claim });
  await expect(title).rejects.toMatchObject(marked('show.title', 'other_product'));
});

test('her welcome and notes are looked at as they change, and what she had stays when they are refused', async () => {
  const { productId } = shelf;
  const arrange = (welcome: string, note: string, isHidden = false) =>
    keeper.call(shops.arrangeShop, { welcome, items: [{ productId, note, isHidden }] });
  await arrange('都是我喝过的', '早上喝');
  await expect(arrange(claim, '早上喝')).rejects.toMatchObject(marked('shop.welcome'));
  await expect(arrange('都是我喝过的', claim)).rejects.toMatchObject(marked('shop.note'));
  const kept = await keeper.call(shops.getMyShop, {});
  expect(kept).toMatchObject({ welcome: '都是我喝过的', items: [{ note: '早上喝' }] });

  await prove();
  await arrange('都是我喝过的', claim);
  await server.db.updateTable('claimCards').set({ withdrawnAt: new Date() }).execute();
  expect(await arrange('都是我喝过的', claim, true)).toMatchObject({ items: [{ note: claim, isHidden: true }] });
  await expect(arrange(claim, '')).rejects.toMatchObject(marked('shop.welcome')); // Nobody's card stands behind it.
});

test('what she answers a visitor rests on the cards of what her link shows', async () => {
  const { shareId } = shelf;
  const inquiryId = await givenInquiry(server.db, { shareId, shopkeeperId: keeper.member.accountId });
  const answer = (who = keeper) => who.call(inquiries.answerInquiry, { inquiryId, answer: claim });
  await expect(answer()).rejects.toMatchObject(marked('inquiry.answer'));
  expect((await keeper.call(inquiries.listInquiries, {})).inquiries).toMatchObject([{ answer: null }]);
  await expect(answer(await server.signIn('shopkeeper'))).rejects.toMatchObject({ code: 'inquiries.not_found' });

  await prove();
  expect(await answer()).toMatchObject({ answer: claim });
});

test('the sentence below her name claims nothing', async () => {
  await expect(keeper.call(accounts.updateMe, { tagline: claim })).rejects.toMatchObject(marked('account.tagline'));
  expect(await keeper.call(accounts.updateMe, { tagline: '爱喝茶的邻居' })).toMatchObject({ tagline: '爱喝茶的邻居' });
});
