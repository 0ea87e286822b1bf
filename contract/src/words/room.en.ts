import type { roomZh } from './room.zh.ts';

export const roomEn: typeof roomZh = {};
