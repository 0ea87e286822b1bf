export const consoleZh = {};
