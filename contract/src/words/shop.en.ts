import type { shopZh } from './shop.zh.ts';

export const shopEn: typeof shopZh = {};
