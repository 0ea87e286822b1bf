import {
  type AccountId,
  accounts,
  type BrandId,
  type MessageId,
  type PictureId,
  type ProductId,
  shares,
  type TaskId,
} from '@shoal/contract';
import { insertProduct } from '../domains/catalog/catalog.store.ts';
import { getMaterialSnapshot } from '../domains/catalog/get-material-snapshot.ts';
import { insertMessage } from '../domains/chat/chat.store.ts';
import { insertModerator } from '../domains/shows/moderators.store.ts';
import { insertTask } from '../domains/tasks/tasks.store.ts';
import { newId, newToken } from '../platform/new-id.ts';
import { givenAccount } from './given.ts';
import { givenOpenAsk } from './given-ask.ts';
import { givenClaimCard } from './given-claim-card.ts';
import { givenInquiry } from './given-inquiry.ts';
import { givenBatch, givenOrder } from './given-order.ts';
import { givenFaq, givenQuestion } from './given-question.ts';
import { givenRecalledLink } from './given-recall.ts';
import { givenEntry } from './given-share.ts';
import { type GivenShow, givenBrand, givenShow } from './given-show.ts';
import type { TestClient } from './test-client.ts';
import type { SignedIn, TestServer } from './test-server.ts';

/** Who tries, in the order of the access table's columns. A rival is a host of another brand, a moderator a guest whom the crew appointed. */
export const actors = ['anonymous', 'stranger', 'guest', 'rival', 'host', 'operator', 'moderator'] as const;
export type Actor = (typeof actors)[number];

/** Everything a request can name: ids, tokens and numbers of one world, or of none. */
export type Names = Awaited<ReturnType<typeof givenNames>>;
export type AccessWorld = { clients: Record<Actor, TestClient & Partial<SignedIn>>; names: Names };

/** A live show with its people and things, and a rival's show with hers. */
export async function givenAccessWorld(server: TestServer): Promise<AccessWorld> {
  const [brandId, rivalBrandId] = [await givenBrand(server.db), await givenBrand(server.db, 'Rival Tea')];
  const people = {
    stranger: await server.signIn('shopkeeper'),
    guest: await server.signIn('shopkeeper'),
    rival: await server.signIn('host', { brandIds: [rivalBrandId] }),
    host: await server.signIn('host', { brandIds: [brandId] }),
    operator: await server.signIn('operator'),
    moderator: await server.signIn('shopkeeper'),
  };
  const names = await givenNames(server, people, { brandId, rivalBrandId });
  return { clients: { anonymous: server.anonymous(), ...people }, names };
}

/** The same names, none of which anybody has. */
export const toMissing = (names: Names): Names =>
  Object.fromEntries(
    Object.entries(names).map(([name, value]) => {
      if (typeof value === 'number') return [name, value + 90];
      if (name.endsWith('Id')) return [name, newId()];
      return [name, newToken().replaceAll(/[-_]/g, '0').padEnd(43, '0').slice(0, value.length)];
    }),
  ) as Names; // The same keys with values of the same kinds.

type People = Record<Exclude<Actor, 'anonymous'>, SignedIn>;
type Brands = { brandId: BrandId; rivalBrandId: BrandId };

async function givenNames(server: TestServer, people: People, { brandId, rivalBrandId }: Brands) {
  const { db } = server;
  const { accountId } = await givenAccount(db, 'shopkeeper');
  const moderatorId = people.moderator.member.accountId;
  const guestIds = [people.guest.member.accountId, accountId, moderatorId];
  const show = await givenShow(db, { brandId, hostId: people.host.member.accountId, guestIds });
  await insertModerator(db, {
    showId: show.showId,
    accountId: moderatorId,
    appointedAt: new Date(),
    appointedBy: show.hostId,
  });
  const rivals = await givenShow(db, { brandId: rivalBrandId, hostId: people.rival.member.accountId });
  await givenEntry(db, show.showId, { seq: 1, material: await getMaterialSnapshot(db, brandId, show.materialId) });
  return {
    ...nameShow(show),
    foreignShowId: rivals.showId,
    foreignSegmentId: nameShow(rivals).segmentId,
    foreignMaterialId: rivals.materialId,
    foreignProductId: await givenProduct(server, rivalBrandId),
    foreignMessageId: await givenMessage(server, rivals),
    productId: await givenProduct(server, brandId),
    cardId: await givenClaimCard(db, { brandId }),
    foreignCardId: await givenClaimCard(db, { brandId: rivalBrandId }),
    messageId: await givenMessage(server, show),
    heldMessageId: await givenMessage(server, show, 'held'),
    pictureId: await givenPictureOf(server, accountId),
    accountId,
    strangerId: people.stranger.member.accountId,
    sessionId: (await server.signInAgain(people.guest)).member.sessionId,
    dropSeq: 1,
    taskId: await givenTask(server, show),
    foreignTaskId: await givenTask(server, rivals),
    groupId: (await people.guest.call(accounts.addGroup, { name: 'Tea friends', members: 120 })).groupId,
    askId: await givenOpenAsk(db, show.showId),
    foreignAskId: await givenOpenAsk(db, rivals.showId),
    ...(await givenQuestions(server, { show, rivals, accountId })),
    ...(await givenLinks(server, people, { accountId, show })),
    ...(await givenOrderNames(server, show, people)),
  };
}

const nameShow = ({ segmentIds: [segmentId = newId(), nextSegmentId = newId()], ...show }: GivenShow) => ({
  ...show,
  segmentId,
  nextSegmentId,
});

async function givenLinks(
  { db }: TestServer,
  { guest, host, operator }: People,
  { accountId, show }: { accountId: AccountId; show: GivenShow },
) {
  const { invitation, url } = await host.call(accounts.createInvitation, { showId: show.showId });
  const passwordLink = await operator.call(accounts.resetPassword, { accountId });
  const share = await guest.call(shares.createShare, { showId: show.showId, materialId: show.materialId });
  const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
  return {
    invitationId: invitation.invitationId,
    invitationToken: tokenOf(url),
    passwordToken: tokenOf(passwordLink.url),
    shareId: share.shareId,
    inquiryId: await givenInquiry(db, { shareId: share.shareId, shopkeeperId: guest.member.accountId }),
    recallId: await givenRecalledLink(db, { ...show, keeperId: guest.member.accountId }),
    code: tokenOf(share.url),
  };
}

async function givenQuestions(
  { db }: TestServer,
  { accountId, rivals, show }: { show: GivenShow; rivals: GivenShow; accountId: AccountId },
) {
  const productOf = async ({ brandId }: GivenShow) => givenProduct({ db }, brandId);
  const [faqProductId, foreignFaqProductId] = [await productOf(show), await productOf(rivals)];
  return {
    faqProductId,
    foreignFaqProductId,
    questionId: await givenQuestion(db, { showId: show.showId, askerId: accountId }),
    foreignQuestionId: await givenQuestion(db, { showId: rivals.showId, askerId: accountId }),
    faqId: await givenFaq(db, faqProductId),
    foreignFaqId: await givenFaq(db, foreignFaqProductId),
  };
}

async function givenOrderNames(server: TestServer, { brandId, showId }: GivenShow, { guest, operator }: People) {
  const keeper = { accountId: guest.member.accountId };
  const { orderId, refundId } = await givenOrder(server.db, { brandId, showId, keeper });
  return { orderId, refundId, batchId: await givenBatch(server.db, operator.member.accountId) };
}

async function givenProduct({ db }: Pick<TestServer, 'db'>, brandId: BrandId): Promise<ProductId> {
  const id = newId<ProductId>();
  const words = { name: 'Oolong', summary: '', afterSaleTerms: '' };
  const createdAt = new Date();
  await insertProduct(db, { ...words, id, brandId, priceMinor: 100, currency: 'CNY', pictureId: null, createdAt });
  return id;
}

async function givenMessage(
  { db }: TestServer,
  { hostId, showId }: GivenShow,
  review: 'free' | 'held' = 'free',
): Promise<MessageId> {
  const id = newId<MessageId>();
  const said = { authorName: 'A host', isCrew: true, at: new Date(), programmeMs: 0, text: 'welcome' };
  await insertMessage(db, { ...said, review, id, showId, authorId: hostId });
  return id;
}

async function givenPictureOf({ db }: TestServer, ownerId: AccountId): Promise<PictureId> {
  const id = newId<PictureId>();
  const picture = { id, ownerId, format: 'jpeg' as const, width: 1, height: 1, sizeBytes: 1, createdAt: new Date() };
  await db.insertInto('pictures').values(picture).execute();
  return id;
}

async function givenTask({ db }: TestServer, { materialId, showId }: GivenShow): Promise<TaskId> {
  const asked = { materialId, words: '', targetForwards: 10, minutes: 5, points: 10, createdAt: new Date() };
  return (await insertTask(db, { ...asked, id: newId(), showId, state: 'prepared' })).id;
}
