import type { consoleZh } from './console.zh.ts';

export const consoleEn: typeof consoleZh = {};
