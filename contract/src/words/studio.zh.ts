export const studioZh = {};
