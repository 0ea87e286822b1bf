import type { accounts, catalog, shows } from '@shoal/contract';

// Typed as what crosses the wire: ids carry a brand only where a schema has parsed them.
type Plain<T> = T extends string
  ? string
  : T extends readonly (infer I)[]
    ? Plain<I>[]
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const picture = (n: number): Plain<catalog.Picture> => ({
  pictureId: uuid(n),
  path: `/pictures/${uuid(n)}`,
  width: 1_280,
  height: 720,
});

export const demoHost: Plain<accounts.Me> = {
  accountId: uuid(1),
  displayName: '林晓',
  tagline: '只讲用过的',
  facePictureId: null,
  accountName: 'linxiao',
  phone: null,
  role: 'host',
  locale: 'zh',
  brandIds: [uuid(10)],
  sessionId: uuid(2),
};
const { accountId, displayName, facePictureId, tagline } = demoHost;
const person = { accountId, displayName, facePictureId, tagline };

export const demoBrand: Plain<catalog.Brand> = {
  brandId: uuid(10),
  name: '澄海茶事',
  story: '云南古树茶，三代人做一片叶子。',
  logo: picture(20),
};

export const demoProducts: Plain<catalog.KeptProduct>[] = [
  {
    productId: uuid(30),
    brandId: uuid(10),
    name: '古树白茶礼盒 300g',
    summary: '一年新茶，回甘清甜。',
    price: { amountMinor: 26_800, currency: 'CNY' },
    picture: picture(21),
    afterSaleTerms: '七天无理由，运费我们出。',
    variants: [],
    sale: { unitsInStock: 200, commissionBps: 1_500, afterSaleDays: 7 },
  },
];

const material = (n: number, kind: catalog.MaterialKind, title: string, text = ''): Plain<catalog.Material> => ({
  materialId: uuid(n),
  brandId: uuid(10),
  kind,
  title,
  text,
  picture: kind === 'poster' || kind === 'image' ? picture(n) : null,
  clip: null,
  url: kind === 'link' ? 'https://example.com/tea' : null,
  product: null,
  archivedAt: null,
});

export const demoMaterials = [
  material(40, 'poster', '古树白茶开箱海报'),
  material(
    41,
    'copy',
    '朋友圈文案：第一泡的香',
    '今天喝到一款很干净的白茶，杯底是蜜香。想试的私信我，今晚直播间有体验装。',
  ),
  material(42, 'image', '茶园实拍：清晨六点的雾'),
  material(43, 'link', '品牌故事长文'),
  material(44, 'poster', '今晚限时礼盒 ¥268'),
];

const segment = (
  n: number,
  kind: shows.Segment['kind'],
  title: string,
  plannedMinutes: number,
  materials: Plain<catalog.Material>[],
  openingLine = '',
): Plain<shows.Segment> => ({
  segmentId: uuid(n),
  kind,
  title,
  plannedMinutes,
  openingLine,
  materials,
});

export const demoShow: Plain<shows.Show> = {
  showId: uuid(50),
  version: 3,
  title: '秋日白茶专场：从茶园到杯子',
  summary: '带大家看茶园、喝第一泡、学会怎么讲给客人听。',
  state: 'scheduled',
  brand: demoBrand,
  host: person,
  cover: picture(22),
  startsAt: '2026-11-22T12:00:00.000Z',
  timeZone: 'Asia/Shanghai',
  maxLengthMs: 14_400_000,
  wentLiveAt: null,
  endedAt: null,
  endReason: null,
  hostAwaySince: null,
  products: demoProducts,
  segments: [
    segment(
      60,
      'brand_trust',
      '认识澄海茶事',
      10,
      demoMaterials.slice(2, 4),
      '大家晚上好，先带你们看一眼早上六点的茶园。',
    ),
    segment(
      61,
      'product',
      '今天的主推：古树白茶',
      20,
      demoMaterials.slice(0, 2),
      '我手里这一泡，是今年四月的头采，先闻干茶。',
    ),
    segment(62, 'forwarding', '一起转发', 10, demoMaterials.slice(4, 5), '现在把海报存下来，三步发到你的群。'),
    segment(63, 'q_and_a', '答疑', 15, []),
  ],
  guestCount: 12,
  hasReplay: false,
  isRehearsal: false,
  rehearsalOf: null,
  rehearsalId: null,
  remindedCount: 5,
};

const row = (n: number, title: string, state: shows.ShowState, guestCount: number): Plain<shows.ShowRow> => ({
  showId: uuid(n),
  title,
  state,
  startsAt: state === 'draft' ? null : demoShow.startsAt,
  timeZone: 'Asia/Shanghai',
  cover: picture(n + 100),
  brandName: demoBrand.name,
  host: person,
  wentLiveAt: null,
  endedAt: null,
  hasReplay: state === 'ended',
  guestCount,
  isRehearsal: false,
  isReminded: false,
});

export const demoRows = [
  row(51, '晨间护肤课：一支精华讲明白', 'live', 48),
  row(50, demoShow.title, 'scheduled', 12),
  row(52, '双十二选品会', 'draft', 0),
  row(53, '冬季滋补专场', 'postponed', 20),
  row(54, '新手店主第一课', 'ended', 66),
];

const account = (
  n: number,
  name: string,
  role: accounts.AccountRow['role'],
  hasPassword = true,
): Plain<accounts.AccountRow> => ({
  accountId: uuid(n),
  displayName: name,
  tagline: '',
  facePictureId: null,
  accountName: `member${n}`,
  phone: n % 2 ? '13800000000' : null,
  role,
  brandIds: [],
  createdAt: '2026-11-01T02:00:00.000Z',
  lastSeenAt: hasPassword ? '2026-11-22T04:00:00.000Z' : null,
  removedAt: null,
  hasPassword,
});

export const demoAccounts = [
  account(70, '王姐社区团', 'shopkeeper'),
  account(71, '小周好物铺', 'shopkeeper'),
  account(72, '阿敏', 'shopkeeper', false),
  account(73, '林晓', 'host'),
  account(74, '运营老陈', 'operator'),
];
