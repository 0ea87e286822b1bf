import type { ErrorCode } from '@shoal/contract';
import type { Names } from './access-world.ts';

/**
 * Who may do what, for every route and socket command: S signed_out, N not_allowed, H hidden (the not-found code of what
 * it names), o allowed, whatever else it then answers. Columns as in `actors`:
 * anonymous, stranger (a shopkeeper not invited), guest, rival (host of another brand), host, operator.
 */
export type AccessRow = {
  /** A route as `METHOD /path`, or a command's name. */
  entry: string;
  /** Said of a second row of the same entry. */
  about?: string;
  /** On the things of the host's show. */
  cells: string;
  /** On things that nobody has. By default who was allowed is told that there is none. */
  missing?: string;
  /** How the entry says that there is none; left out when it names nothing. */
  hidden?: ErrorCode | readonly ErrorCode[];
  /** `names` is what the cell is about; `own` are always the names of the host's show. */
  input?: (names: Names, own: Names) => Record<string, unknown>;
  /** Join the host's show first. */
  joins?: true;
  /** The first success uses it up, so each actor tries in a world of her own. */
  isSpent?: true;
};

const row = (entry: string, cells: string, rest: Omit<AccessRow, 'entry' | 'cells'> = {}): AccessRow => ({
  entry,
  cells,
  ...rest,
});

const crewOfShow = (entry: string, more: (names: Names) => Record<string, unknown> = () => ({})): AccessRow =>
  row(entry, 'S N N H o o', {
    hidden: 'shows.not_found',
    input: (names) => ({ showId: names.showId, ...more(names) }),
  });
const key = () => ({ idempotencyKey: crypto.randomUUID() });
const copy = { kind: 'copy', title: 'First flush', text: 'hello', url: 'https://tea.example/' };
const plan = { title: 'Spring', timeZone: 'Asia/Shanghai' };
const price = { amountMinor: 100, currency: 'CNY' };
const segment = { kind: 'product', plannedMinutes: 10 };
const fileOf = (type: string) => ({ bytes: new Blob(['no such file'], { type }) });
const showOrPart = ['shows.not_found', 'catalog.not_found'] as const;
const showOrAccount = ['shows.not_found', 'accounts.not_found'] as const;

const accountRows: AccessRow[] = [
  row('POST /session', 'H H H H H H', {
    hidden: 'accounts.wrong_credentials',
    input: ({ accountId }) => ({ accountNameOrPhone: `shopkeeper-${accountId.slice(-8)}`, password: 'a guess' }),
    isSpent: true, // Five guesses a minute at one account are allowed.
  }),
  row('DELETE /session', 'o o o o o o'),
  row('GET /me', 'S o o o o o'),
  row('PATCH /me', 'S o o o o o', { input: () => ({ tagline: 'tea' }) }),
  row('PATCH /me', 'S H H H H H', {
    about: "with another's picture",
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ facePictureId: pictureId }),
  }),
  row('POST /me/password', 'S o o o o o', {
    input: () => ({ currentPassword: 'a guess', newPassword: 'long enough' }),
  }),
  row('GET /me/sessions', 'S o o o o o'),
  row('DELETE /me/sessions/:sessionId', 'S H o H H H', {
    hidden: 'accounts.not_found',
    input: ({ sessionId }) => ({ sessionId }),
  }),
  row('GET /accounts', 'S N N o o o', { input: () => ({ role: 'shopkeeper', search: 'a' }) }),
  row('POST /accounts', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({
      accountName: `n${crypto.randomUUID().slice(-8)}`,
      displayName: 'New',
      role: 'host',
      brandIds: [brandId],
    }),
  }),
  row('PATCH /accounts/:accountId', 'S N N N N o', {
    hidden: 'accounts.not_found',
    input: ({ accountId }) => ({ accountId, isRemoved: false }),
  }),
  row('PATCH /accounts/:accountId', 'S N N N N o', {
    about: 'to a brand',
    hidden: 'catalog.not_found',
    input: ({ brandId }, { accountId }) => ({ accountId, brandIds: [brandId] }),
  }),
  row('POST /accounts/:accountId/password-link', 'S N N N N o', {
    hidden: 'accounts.not_found',
    input: ({ accountId }) => ({ accountId }),
  }),
  row('GET /password-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ passwordToken }) => ({ token: passwordToken }),
  }),
  row('POST /password-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ passwordToken }) => ({ token: passwordToken, password: 'long enough to be one' }),
    isSpent: true,
  }),
  row('POST /invitations', 'S N N o o o', { about: 'to no show', input: () => ({}) }),
  crewOfShow('POST /invitations'),
  row('GET /invitations', 'S N N o o o', { about: 'of no show' }),
  crewOfShow('GET /invitations'),
  row('DELETE /invitations/:invitationId', 'S N N H o o', {
    hidden: 'accounts.not_found',
    input: ({ invitationId }) => ({ invitationId }),
  }),
  row('GET /invitation-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ invitationToken }) => ({ token: invitationToken }),
  }),
  row('POST /invitation-links/:token', 'S o o N N N', {
    missing: 'H H H H H H',
    hidden: 'accounts.link_spent',
    input: ({ invitationToken }) => ({ token: invitationToken }),
  }),
];

const ofBrand = (entry: string, input: AccessRow['input'] & {}, about?: string): AccessRow =>
  row(entry, 'S N N H o o', { hidden: 'catalog.not_found', input, ...(about !== undefined && { about }) });
/** What belongs to another brand is nobody's, to whoever asks. */
const foreignPart = (entry: string, about: string, input: AccessRow['input'] & {}): AccessRow =>
  row(entry, 'S N N H H H', { about, hidden: showOrPart, input });

const catalogRows: AccessRow[] = [
  row('POST /pictures', 'S o o o o o', { input: () => fileOf('image/png') }),
  row('POST /clips', 'S N N o o o', { input: () => fileOf('video/mp4') }),
  row('GET /brands', 'S N N o o o'),
  row('POST /brands', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ name: 'Tea', logoPictureId: pictureId }),
  }),
  row('PATCH /brands/:brandId', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({ brandId, name: 'Tea' }),
  }),
  ofBrand('GET /products', ({ brandId }) => ({ brandId })),
  ofBrand('POST /products', ({ brandId }) => ({ brandId, name: 'Oolong', price })),
  ofBrand('PATCH /products/:productId', ({ productId }) => ({ productId, name: 'Oolong' })),
  ofBrand('GET /materials', ({ brandId }) => ({ brandId })),
  ofBrand('POST /materials', ({ brandId }) => ({ brandId, ...copy })),
  foreignPart('POST /materials', 'with a foreign product', ({ foreignProductId }, { brandId }) => ({
    ...copy,
    brandId,
    productId: foreignProductId,
  })),
  ofBrand('PATCH /materials/:materialId', ({ materialId }) => ({ materialId, title: 'Second flush' })),
  foreignPart('PATCH /materials/:materialId', 'with a foreign product', ({ foreignProductId }, { materialId }) => ({
    materialId,
    productId: foreignProductId,
  })),
];

const showRows: AccessRow[] = [
  row('GET /shows', 'S o o o o o'),
  ofBrand('POST /shows', ({ brandId }, { hostId }) => ({ ...plan, brandId, hostId })),
  row('POST /shows', 'S N N H o H', {
    about: 'for a host who is none',
    missing: 'S N N H o H',
    hidden: ['catalog.not_found', 'accounts.not_found'],
    input: ({ accountId }, { brandId }) => ({ ...plan, brandId, hostId: accountId }),
  }),
  foreignPart('POST /shows', 'with a foreign product', ({ foreignProductId }, { brandId, hostId }) => ({
    ...plan,
    brandId,
    hostId,
    productIds: [foreignProductId],
  })),
  crewOfShow('GET /shows/:showId'),
  crewOfShow('PATCH /shows/:showId', () => ({ version: 1, summary: 'tea' })),
  foreignPart('PATCH /shows/:showId', 'with a foreign material', ({ foreignMaterialId }, { showId, ...own }) => ({
    showId,
    version: 1,
    segments: [
      { ...segment, segmentId: own.segmentId, title: 'Part 1', materialIds: [own.materialId, foreignMaterialId] },
      { ...segment, segmentId: own.nextSegmentId, title: 'Part 2', materialIds: [own.materialId] },
    ],
  })),
  crewOfShow('POST /shows/:showId/schedule', () => ({ startsAt: '2030-01-01T00:00:00.000Z' })),
  crewOfShow('POST /shows/:showId/postpone'),
  crewOfShow('POST /shows/:showId/cancel'),
  crewOfShow('POST /shows/:showId/archive'),
  crewOfShow('GET /shows/:showId/guests'),
  crewOfShow('POST /shows/:showId/guests', ({ accountId }) => ({ accountIds: [accountId] })),
  row('POST /shows/:showId/guests', 'S N N H H H', {
    about: 'for a host',
    hidden: showOrAccount,
    input: ({ hostId }, { showId }) => ({ showId, accountIds: [hostId] }),
  }),
  crewOfShow('DELETE /shows/:showId/guests/:accountId', ({ accountId }) => ({ accountId })),
  row('GET /shows/:showId/room', 'S H o H o o', { hidden: 'shows.not_found', input: ({ showId }) => ({ showId }) }),
  row('GET /shows/:showId/replay', 'S H o H o o', { hidden: 'shows.not_found', input: ({ showId }) => ({ showId }) }),
  crewOfShow('DELETE /shows/:showId/recording'),
];

const shareRows: AccessRow[] = [
  row('POST /shares', 'S H o N N N', {
    hidden: 'shows.not_found',
    input: ({ materialId, showId }) => ({ showId, materialId }),
  }),
  row('POST /shares', 'S H H N N N', {
    about: 'of what was not dropped there',
    hidden: ['shows.not_found', 'drops.not_found'],
    input: ({ foreignMaterialId }, { showId }) => ({ showId, materialId: foreignMaterialId }),
  }),
  row('GET /shares', 'S o o N N N', { input: ({ showId }) => ({ showId }) }),
  row('POST /shares/:shareId/evidence', 'S H o N N N', {
    hidden: 'shares.not_found',
    input: ({ shareId }) => ({ shareId, grade: 'E0' }),
  }),
  row('GET /shop/:code', 'o o o o o o', { hidden: 'shares.not_found', input: ({ code }) => ({ code }) }),
  row('POST /shop/:code/visits', 'o o o o o o', {
    hidden: 'shares.not_found',
    input: ({ code }) => ({ code, beacon: 'x'.repeat(20), visibleMs: 3_000 }),
  }),
];

/** A command of the room, for whoever joined it. */
const inRoom = (entry: string, cells: string, more: () => Record<string, unknown> = () => ({})): AccessRow =>
  row(entry, cells, {
    hidden: 'shows.not_joined',
    joins: true,
    input: ({ showId }) => ({ showId, ...more() }),
  });
const join = (door: string) => ({ tabId: crypto.randomUUID(), door, protocol: 1, position: null });
const rtpParameters = { codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }] };
const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256', value: '00' }] };
const track = { kind: 'audio', source: 'microphone', rtpParameters };
const transport = () => ({ transportId: crypto.randomUUID() });
const foreign = (entry: string, hidden: readonly ErrorCode[], input: AccessRow['input'] & {}): AccessRow =>
  row(entry, 'S N N H H H', { about: 'what is not of this show', hidden, input });

const commandRows: AccessRow[] = [
  row('show:join', 'S H o H o o', {
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId, ...join('room') }),
  }),
  row('show:join', 'S H N H o o', {
    about: 'by the studio door',
    missing: 'S H H H H H',
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId, ...join('studio') }),
  }),
  row('show:leave', 'S o o o o o', { input: ({ showId }) => ({ showId }) }),
  inRoom('log:resume', 'S H o H o o', () => ({ position: { epoch: '', seq: 0 } })),
  crewOfShow('show:goLive', key),
  crewOfShow('show:end', key),
  crewOfShow('segment:change', ({ segmentId }) => ({ ...key(), segmentId })),
  foreign('segment:change', ['shows.not_found'], ({ foreignSegmentId }, { showId }) => ({
    ...key(),
    showId,
    segmentId: foreignSegmentId,
  })),
  crewOfShow('people:list'),
  crewOfShow('drop:publish', ({ materialId }) => ({ ...key(), materialId })),
  foreign('drop:publish', showOrPart, ({ foreignMaterialId }, { showId }) => ({
    ...key(),
    showId,
    materialId: foreignMaterialId,
  })),
  crewOfShow('drop:recall', ({ dropSeq }) => ({ ...key(), dropSeq })),
  inRoom('receipts:report', 'S H o H o o', () => ({ epoch: '', appliedSeq: 0, seen: [], saved: [] })),
  crewOfShow('receipts:list', ({ dropSeq }) => ({ dropSeq })),
  inRoom('chat:send', 'S H o H o o', () => ({ messageId: crypto.randomUUID(), text: 'hello' })),
  crewOfShow('chat:delete', ({ messageId }) => ({ messageId })),
  foreign('chat:delete', ['shows.not_found', 'chat.not_found'], ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
  })),
  crewOfShow('chat:mute', ({ accountId }) => ({ accountId, isMuted: true })),
  foreign('chat:mute', showOrAccount, ({ strangerId }, { showId }) => ({
    showId,
    accountId: strangerId,
    isMuted: true,
  })),
  inRoom('media:publish', 'S N N H o o'),
  inRoom('media:connectTransport', 'S H o H o o', () => ({ ...transport(), dtlsParameters })),
  inRoom('media:produce', 'S N N H o o', () => ({ ...transport(), ...track })),
  inRoom('media:watch', 'S H o H o o', () => ({ rtpCapabilities: {} })),
  inRoom('media:restartIce', 'S H o H o o', transport),
  inRoom('media:stop', 'S H o H o o'),
  inRoom('media:publishFile', 'S N N H o o', () => ({ file: 'host.mp4' })),
];

export const accessTable: readonly AccessRow[] = [
  ...accountRows,
  ...catalogRows,
  ...showRows,
  ...shareRows,
  ...commandRows,
];
