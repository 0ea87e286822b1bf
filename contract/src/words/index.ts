import { accountEn } from './account.en.ts';
import { accountZh } from './account.zh.ts';
import { asksEn } from './asks.en.ts';
import { asksZh } from './asks.zh.ts';
import { chatEn } from './chat.en.ts';
import { chatZh } from './chat.zh.ts';
import { claimsEn } from './claims.en.ts';
import { claimsZh } from './claims.zh.ts';
import { commonEn } from './common.en.ts';
import { commonZh } from './common.zh.ts';
import { consoleEn } from './console.en.ts';
import { consoleZh } from './console.zh.ts';
import { creditEn } from './credit.en.ts';
import { creditZh } from './credit.zh.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZh } from './errors.zh.ts';
import { forwardEn } from './forward.en.ts';
import { forwardZh } from './forward.zh.ts';
import { inquiriesEn } from './inquiries.en.ts';
import { inquiriesZh } from './inquiries.zh.ts';
import { leagueEn } from './league.en.ts';
import { leagueZh } from './league.zh.ts';
import { nodesEn } from './nodes.en.ts';
import { nodesZh } from './nodes.zh.ts';
import { ordersEn } from './orders.en.ts';
import { ordersZh } from './orders.zh.ts';
import { postersEn } from './posters.en.ts';
import { postersZh } from './posters.zh.ts';
import { questionsEn } from './questions.en.ts';
import { questionsZh } from './questions.zh.ts';
import { radarEn } from './radar.en.ts';
import { radarZh } from './radar.zh.ts';
import { recallsEn } from './recalls.en.ts';
import { recallsZh } from './recalls.zh.ts';
import { reportEn } from './report.en.ts';
import { reportZh } from './report.zh.ts';
import { roomEn } from './room.en.ts';
import { roomZh } from './room.zh.ts';
import { scheduleEn } from './schedule.en.ts';
import { scheduleZh } from './schedule.zh.ts';
import { shopEn } from './shop.en.ts';
import { shopZh } from './shop.zh.ts';
import { shopsEn } from './shops.en.ts';
import { shopsZh } from './shops.zh.ts';
import { streamKeysEn } from './stream-keys.en.ts';
import { streamKeysZh } from './stream-keys.zh.ts';
import { studioEn } from './studio.en.ts';
import { studioZh } from './studio.zh.ts';
import { tasksEn } from './tasks.en.ts';
import { tasksZh } from './tasks.zh.ts';
import { variantsEn } from './variants.en.ts';
import { variantsZh } from './variants.zh.ts';

/** Chinese is the source: its shape is what every other language must fill. */
export const zh = {
  account: accountZh,
  asks: asksZh,
  chat: chatZh,
  claims: claimsZh,
  common: commonZh,
  console: consoleZh,
  credit: creditZh,
  errors: errorsZh,
  forward: forwardZh,
  inquiries: inquiriesZh,
  league: leagueZh,
  nodes: nodesZh,
  orders: ordersZh,
  posters: postersZh,
  questions: questionsZh,
  radar: radarZh,
  recalls: recallsZh,
  report: reportZh,
  room: roomZh,
  schedule: scheduleZh,
  shop: shopZh,
  shops: shopsZh,
  streamKeys: streamKeysZh,
  studio: studioZh,
  tasks: tasksZh,
  variants: variantsZh,
};
export type Words = typeof zh;

export const en: Words = {
  account: accountEn,
  asks: asksEn,
  chat: chatEn,
  claims: claimsEn,
  common: commonEn,
  console: consoleEn,
  credit: creditEn,
  errors: errorsEn,
  forward: forwardEn,
  inquiries: inquiriesEn,
  league: leagueEn,
  nodes: nodesEn,
  orders: ordersEn,
  posters: postersEn,
  questions: questionsEn,
  radar: radarEn,
  recalls: recallsEn,
  report: reportEn,
  room: roomEn,
  schedule: scheduleEn,
  shop: shopEn,
  shops: shopsEn,
  streamKeys: streamKeysEn,
  studio: studioEn,
  tasks: tasksEn,
  variants: variantsEn,
};

/** @returns the catalogue of a locale. */
export const wordsOf = (locale: 'zh' | 'en'): Words => (locale === 'en' ? en : zh);
