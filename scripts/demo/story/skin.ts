import { type DemoBrand, type DemoSegment, terms } from './demo-brand.ts';

export const skin: DemoBrand = {
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
};

/** The run of show that is always live. */
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
