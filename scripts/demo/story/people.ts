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

/** What shopkeepers say in the chat. */
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
