export const accountZh = {};
