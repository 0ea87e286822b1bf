import type { accountZh } from './account.zh.ts';

export const accountEn: typeof accountZh = {};
