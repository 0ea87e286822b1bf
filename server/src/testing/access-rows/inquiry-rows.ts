import { type AccessRow, row } from './access-row.ts';

const asked = () => ({ text: 'How strong?', beacon: 'x'.repeat(20), idempotencyKey: crypto.randomUUID() });
const ofKeeper = (entry: string, more: Record<string, unknown> = {}): AccessRow =>
  row(entry, 'S H o N N N', {
    moderator: 'H',
    hidden: 'inquiries.not_found',
    input: ({ inquiryId }) => ({ inquiryId, ...more }),
  });

export const inquiryRows: AccessRow[] = [
  row('POST /shop/:code/inquiries', 'o o o o o o', {
    hidden: 'shares.not_found',
    input: ({ code }) => ({ code, ...asked() }),
  }),
  row('GET /shop/:code/inquiries', 'o o o o o o', { hidden: 'shares.not_found', input: ({ code }) => ({ code }) }),
  row('GET /inquiries', 'S o o N N N'),
  row('POST /inquiries/read', 'S o o N N N', { input: ({ inquiryId }) => ({ upTo: inquiryId }) }),
  ofKeeper('PUT /inquiries/:inquiryId/answer', { answer: 'Mild' }),
  ofKeeper('POST /inquiries/:inquiryId/report', { reason: 'rude' }),
  { ...ofKeeper('POST /inquiries/:inquiryId/block'), isSpent: true },
  { ...ofKeeper('DELETE /inquiries/:inquiryId'), isSpent: true },
  row('GET /reported-inquiries', 'S N N N N o'),
  row('POST /reported-inquiries/:inquiryId/decision', 'S N N N N o', {
    hidden: 'inquiries.not_found',
    input: ({ inquiryId }) => ({ inquiryId, decision: 'keep' }),
  }),
];
