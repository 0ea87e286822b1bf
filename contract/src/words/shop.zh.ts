export const shopZh = {};
