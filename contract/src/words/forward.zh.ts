/** What a shopkeeper reads while she forwards: tones, her groups' budget, what one sale brings. */
export const forwardZh = {
  tone: { plain: '原文', expert: '专业', warm: '亲切', short: '简短' },
};
