import type { catalog, RouteRequest, shows } from '@shoal/contract';

/** What the demo tells: invented brands, people and words. Pictures are named as `make-art.mjs` writes them. */
export type DemoBrand = {
  key: 'tea' | 'skin';
  name: string;
  story: string;
  logo: string;
  products: readonly DemoProduct[];
  materials: readonly DemoMaterial[];
  claims: readonly DemoClaim[];
};
/** What a brand may say, with the picture that proves it. */
export type DemoClaim = { key: string; text: string; picture: string; ownerName: string; validDays: number };
export type DemoProduct = {
  key: string;
  name: string;
  summary: string;
  priceMinor: number;
  picture: string;
  afterSaleTerms: string;
};
export type DemoMaterial = {
  key: string;
  kind: RouteRequest<typeof catalog.createMaterial>['kind'];
  title: string;
  text: string;
  tones?: { expert?: string; warm?: string; short?: string };
  picture?: string;
  clip?: string;
  url?: string;
  product?: string;
  /** A sentence of it and the claim that it rests on. */
  rests?: { sentence: string; claim: string };
};
type SegmentDraft = NonNullable<RouteRequest<typeof shows.createShow>['segments']>[number];
export type DemoSegment = Omit<SegmentDraft, 'materialIds' | 'segmentId'> & { materials: readonly string[] };

const terms = '签收后 7 天内可无理由退换，来回运费由品牌承担；破损、漏发当天补发。';

export const brands: readonly DemoBrand[] = [
  {
    key: 'tea',
    name: '山野茶集',
    story: '来自武夷与云南的小农茶园，每一批都附产地与检测报告。',
    logo: 'tea-logo.png',
    products: [
      {
        key: 'rock',
        name: '岩骨花香 大红袍 50g',
        summary: '正岩产区，中足火，七泡有余香。',
        priceMinor: 12_800,
        picture: 'tea-rock.jpg',
        afterSaleTerms: terms,
      },
      {
        key: 'white',
        name: '月光白 古树白茶 100g',
        summary: '花蜜香，清甜不涩，冷泡也好喝。',
        priceMinor: 9_900,
        picture: 'tea-white.jpg',
        afterSaleTerms: terms,
      },
      {
        key: 'gift',
        name: '四季茶礼盒',
        summary: '四款茶各 25g，送长辈不出错。',
        priceMinor: 26_800,
        picture: 'tea-gift.jpg',
        afterSaleTerms: terms,
      },
    ],
    materials: [
      {
        key: 'tea-poster-rock',
        kind: 'poster',
        title: '大红袍 今晚开箱价',
        text: '今晚开播，岩骨花香大红袍 ¥128，扫码看直播再决定。',
        tones: {
          expert: '武夷岩茶大红袍，中足火，焙香转花果香，七泡有余韵。50g ¥128，今晚直播开汤，先看汤色再决定。',
          warm: '我自己每天早上那一杯就是它🍵 炒米香，暖胃。今晚直播间开一罐给你们看，喜欢再带。',
          short: '大红袍 50g ¥128，今晚开汤。',
        },
        picture: 'tea-poster-rock.jpg',
        product: 'rock',
      },
      {
        key: 'tea-copy-morning',
        kind: 'copy',
        title: '晨间文案：一杯醒神',
        text: '早上好！今天想推荐一款我自己每天在喝的岩茶：香气像炒米和桂圆，喝到第五泡还有甜。想看茶园的，点我链接进直播间～',
        tones: {
          expert: '推荐一款中足火岩茶：干香炒米、桂圆，第五泡仍有回甘。产地和工艺今晚直播里讲。',
          short: '早安，一杯岩茶。想看茶园的点链接。',
        },
        product: 'rock',
      },
      {
        key: 'tea-clip-brew',
        kind: 'clip',
        title: '20 秒学会冲泡',
        text: '水温 100℃，前三泡 10 秒出汤。跟着视频泡一次就会。',
        clip: 'clip.mp4',
        product: 'rock',
      },
      {
        key: 'tea-poster-white',
        kind: 'poster',
        title: '月光白 夏日冷泡',
        text: '3 克茶、500 毫升凉水、冰箱 4 小时，比饮料好喝。',
        picture: 'tea-poster-white.jpg',
        product: 'white',
      },
      {
        key: 'tea-image-report',
        kind: 'image',
        title: '第三方检测报告',
        text: '每批都送检，农残项目逐项可查。群里有人问就发这张。',
        picture: 'tea-report.jpg',
      },
      {
        key: 'tea-copy-faq',
        kind: 'copy',
        title: '售后三问',
        text: '① 不喜欢能退吗？签收 7 天内可退，运费我们出。② 怎么保存？密封避光，白茶可久存。③ 孕妇能喝吗？请先问医生。',
      },
      {
        key: 'tea-copy-award',
        kind: 'copy',
        title: '斗茶赛文案',
        text: '这款大红袍在去年的村里斗茶赛得了第一名。证书在直播间的茶桌上，想看近一点就在公屏上说。',
        product: 'rock',
        rests: { sentence: '这款大红袍在去年的村里斗茶赛得了第一名。', claim: 'award' },
      },
      {
        key: 'tea-link-garden',
        kind: 'link',
        title: '茶园溯源页',
        text: '每一盒底部的编号都能查到产地和采摘日期。',
        url: 'https://example.com/garden',
      },
      {
        key: 'tea-poster-gift',
        kind: 'poster',
        title: '四季茶礼盒 中秋预订',
        text: '四款茶一盒装好，附手写卡片。今晚预订，节前到家。',
        picture: 'tea-poster-gift.jpg',
        product: 'gift',
      },
    ],
    claims: [
      {
        key: 'award',
        text: '大红袍在去年的村里斗茶赛得第一名',
        picture: 'tea-report.jpg',
        ownerName: '质检 老周',
        validDays: 365,
      },
      {
        key: 'report',
        text: '本批春茶 48 项农残检测未检出',
        picture: 'tea-report.jpg',
        ownerName: '质检 老周',
        validDays: 20,
      },
    ],
  },
  {
    key: 'skin',
    name: '素时',
    story: '成分表只有十二行的护肤品牌，给换季敏感的脸。',
    logo: 'skin-logo.png',
    products: [
      {
        key: 'cream',
        name: '素时 修护面霜 50ml',
        summary: '无香精，三种神经酰胺，干皮秋冬可以试试。',
        priceMinor: 16_900,
        picture: 'skin-cream.jpg',
        afterSaleTerms: terms,
      },
      {
        key: 'cleanser',
        name: '素时 氨基酸洁面 120g',
        summary: '泡沫细，洗完不紧绷。',
        priceMinor: 7_900,
        picture: 'skin-cleanser.jpg',
        afterSaleTerms: terms,
      },
      {
        key: 'serum',
        name: '素时 保湿精华 30ml',
        summary: '五重玻尿酸，清爽不黏。',
        priceMinor: 12_900,
        picture: 'skin-serum.jpg',
        afterSaleTerms: terms,
      },
    ],
    materials: [
      {
        key: 'skin-poster-cream',
        kind: 'poster',
        title: '修护面霜 换季必备',
        text: '换季脸干起皮？先看成分表，再看直播。',
        picture: 'skin-poster-cream.jpg',
        product: 'cream',
      },
      {
        key: 'skin-copy-honest',
        kind: 'copy',
        title: '实话文案',
        text: '我不说它能变白，它只做一件事：让脸不干。用了两周，起皮的地方平了。今晚直播可以问成分。',
        product: 'cream',
      },
      {
        key: 'skin-poster-set',
        kind: 'poster',
        title: '洁面 + 面霜 组合',
        text: '洗得温和，锁得住水。组合今晚更划算。',
        picture: 'skin-poster-set.jpg',
        product: 'cleanser',
      },
      {
        key: 'skin-image-list',
        kind: 'image',
        title: '成分表全图',
        text: '十二行成分，逐行解释。',
        picture: 'skin-list.jpg',
        product: 'serum',
      },
    ],
    claims: [],
  },
];

export const people = {
  operator: { accountName: 'operator', displayName: '小满', tagline: '' },
  host: { accountName: 'host', displayName: '阿岚', tagline: '茶山长大，只讲喝得懂的茶。', face: 'face-host.jpg' },
  /** Runs the show that is always live; nobody signs in as him. */
  syntheticHost: { accountName: 'host-live', displayName: '小舟', tagline: '', face: 'face-host-live.jpg' },
  shopkeepers: [
    {
      accountName: 'meihua',
      displayName: '梅花姐',
      tagline: '小区团长五年，自己喝过才推荐。',
      face: 'face-meihua.jpg',
    },
    {
      accountName: 'xiaoyu',
      displayName: '小鱼妈妈',
      tagline: '两个孩子的妈妈，只分享家里在用的。',
      face: 'face-xiaoyu.jpg',
    },
    { accountName: 'aqiang', displayName: '阿强茶话', tagline: '下班一壶茶，聊点真的。', face: 'face-aqiang.jpg' },
  ],
  /** In the live show without windows, so that nobody is alone there; nobody signs in as them. */
  neighbours: [
    { accountName: 'azhen', displayName: '阿珍优选', tagline: '' },
    { accountName: 'laozhou', displayName: '老周杂货铺', tagline: '' },
    { accountName: 'wenwen', displayName: '雯雯妈', tagline: '' },
    { accountName: 'xiaochen', displayName: '社区小陈', tagline: '' },
  ],
} as const;

export const teaSegments: readonly DemoSegment[] = [
  {
    kind: 'brand_trust',
    title: '茶园与检测',
    openingLine: '先带大家看看茶从哪里来。',
    plannedMinutes: 5,
    materials: ['tea-image-report', 'tea-link-garden'],
  },
  {
    kind: 'product',
    title: '大红袍开箱',
    openingLine: '这一泡，先闻干茶。',
    plannedMinutes: 10,
    materials: ['tea-poster-rock', 'tea-clip-brew'],
  },
  {
    kind: 'category_knowledge',
    title: '岩茶怎么挑',
    openingLine: '记住三个字：香、清、甘。',
    plannedMinutes: 5,
    materials: ['tea-copy-faq', 'tea-poster-white'],
  },
  {
    kind: 'forwarding',
    title: '一起转发',
    openingLine: '现在打开海报，跟我三步转发。',
    plannedMinutes: 5,
    materials: ['tea-copy-morning', 'tea-poster-gift'],
  },
  { kind: 'q_and_a', title: '答疑', openingLine: '把群里问得最多的问题打在公屏上。', plannedMinutes: 5, materials: [] },
];

export const skinSegments: readonly DemoSegment[] = [
  {
    kind: 'brand_trust',
    title: '十二行成分表',
    openingLine: '我们逐行念一遍成分表。',
    plannedMinutes: 5,
    materials: ['skin-image-list'],
  },
  {
    kind: 'product',
    title: '修护面霜',
    openingLine: '挤一颗黄豆大小，看它怎么化开。',
    plannedMinutes: 10,
    materials: ['skin-poster-cream', 'skin-copy-honest'],
  },
  {
    kind: 'forwarding',
    title: '一起转发',
    openingLine: '今晚只转这一张。',
    plannedMinutes: 5,
    materials: ['skin-poster-set'],
  },
];

export const lines = [
  '来了来了',
  '老师好，岩茶和红茶有什么区别？',
  '海报已转三个群',
  '这款孕妇能喝吗？',
  '我家老人喜欢月光白',
  '检测报告发群里了，大家很放心',
  '什么时候发货？',
  '礼盒可以写卡片吗',
];
