import type { forwardZh } from './forward.zh.ts';

export const forwardEn: typeof forwardZh = {
  tone: { plain: 'As written', expert: 'Expert', warm: 'Warm', short: 'Short' },
};
