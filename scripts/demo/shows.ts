import type { ShowPlan } from './seed-shows.ts';
import { skinSegments } from './story/skin.ts';
import { teaSegments } from './story/tea.ts';

/** Waits for the newcomer's own camera. */
export const waitingShow: ShowPlan = {
  key: 'waiting-show',
  brand: 'tea',
  title: '山野茶集 · 开箱之夜',
  summary: '带店主们从茶园看到杯底：检测报告、冲泡方法、现成海报，一次讲清。',
  cover: 'cover-tea.jpg',
  products: ['rock', 'white', 'gift'],
  segments: teaSegments,
  maxLengthMinutes: 240,
};

/** Always live: a synthetic host, a drop every 20 seconds, 30 minutes long. */
export const liveShow: ShowPlan = {
  key: 'live-show',
  brand: 'skin',
  title: '素时 · 换季修护专场',
  summary: '逐行讲成分表，教大家怎么和群友说实话。',
  cover: 'cover-skin.jpg',
  products: ['cream', 'cleanser', 'serum'],
  segments: skinSegments,
  maxLengthMinutes: 30,
};

/** Two hours away: a countdown, a reminder and a calendar file to try. */
export const comingShow: ShowPlan = {
  key: 'coming-show',
  brand: 'tea',
  title: '山野茶集 · 岩茶夜话',
  summary: '只讲一款大红袍：怎么挑、怎么泡、怎么和群友说。',
  cover: 'cover-tea.jpg',
  products: ['rock'],
  segments: teaSegments,
  maxLengthMinutes: 120,
};

/** Over, so that there is a replay to play. */
export const finishedShow: ShowPlan = {
  key: 'finished-show',
  brand: 'tea',
  title: '山野茶集 · 春茶品鉴会（回放）',
  summary: '四十秒看完一场鱼群直播：素材、环节、章节都在时间线上。',
  cover: 'cover-replay.jpg',
  products: ['rock', 'white'],
  segments: teaSegments,
  maxLengthMinutes: 10,
};
