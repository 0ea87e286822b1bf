import type { studioZh } from './studio.zh.ts';

export const studioEn: typeof studioZh = {};
