import type { creditZh } from './credit.zh.ts';

export const creditEn: typeof creditZh = {
  hold: {
    title: 'Commissions to look at',
    lead: 'Orders that look like the shopkeeper’s own are sold as any other. Their commission stays pending until you release it, or reject it.',
    filter: 'What became of them',
    verdict: { held: 'To look at', released: 'Released', rejected: 'Rejected' },
    reason: {
      own_session: 'Signed in as the shopkeeper while ordering',
      own_device: 'A phone she signed in on',
      own_phone: 'Her phone number',
      own_address: 'An address of hers',
      own_place: 'Same network and kind of browser as hers',
      crew_device: 'A device of a host or operator',
      ring: 'Shopkeepers buying from one another',
      many_orders: 'Many orders by one person in a day',
    },
    head: { who: 'Shopkeeper · commission', order: 'Order', why: 'Why it is held', acts: 'Actions' },
    release: 'Release',
    reject: 'Reject',
    rejectAsk: (name, amount) =>
      `${name} does not get this ${amount}, and reads “Own purchase: no commission”. You can still release it, in the list of rejected ones.`,
    released: 'Released: it is paid out as any other',
    rejected: 'No commission on this order',
    undo: 'Undo',
    judged: (name: string, moment: string) => `${name}, ${moment}`,
    empty: 'No commission to look at',
    emptyText: 'Orders that look like a shopkeeper’s own wait here.',
    noneJudged: 'No orders here yet',
    more: (shown: number, total: number) => `The newest ${shown} of ${total}`,
    hers: { held: 'Commission being checked', released: 'Commission checked', rejected: 'Own purchase: no commission' },
    hersHint: 'This looks like an order of your own. Its commission stays pending until an operator has looked.',
  },
  hook: {
    rotate: 'Make a new secret',
    rotateAsk:
      'The new secret works at once. The present one works for 24 hours more: give the outside shop the new one meanwhile.',
    rotated: 'There is a new secret',
    previousUntil: (moment: string) => `The secret before it works until ${moment}`,
  },
  out: 'Go to the brand’s page',
  why: {
    open: 'Why it is hers',
    title: 'Whose sale it is',
    rule: 'An order placed on a link’s page is that link’s. One from elsewhere goes to the last valid click of seven days.',
    basis: {
      placed_on_link: 'Ordered on this link’s page',
      last_click: 'Opened the link',
      carried_link: 'The order names this link',
    },
    verdict: {
      chosen: 'Hers',
      earlier: 'Something came later',
      outranked: 'A click stands above it',
      expired: 'Over 7 days ago',
      refused: 'Not a valid click',
      recalled: 'Corrected by then',
      rehearsal: 'A rehearsal’s link',
      other_brand: 'Another brand',
    },
    none: 'This order is from before reasons were kept: it is credited to the link it was placed on.',
  },
};
