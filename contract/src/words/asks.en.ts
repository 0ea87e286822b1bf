import type { asksZh } from './asks.zh.ts';

export const asksEn: typeof asksZh = {
  kind: { check_in: 'Check-in', quiz: 'Quiz', poll: 'Poll' },
  csv: {
    name: 'Name',
    answeredAt: 'Answered at (UTC)',
    right: 'Right answers',
    note: 'Note',
    tooFast: 'Faster than a person, please check',
  },
};
