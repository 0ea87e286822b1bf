export const roomZh = {};
