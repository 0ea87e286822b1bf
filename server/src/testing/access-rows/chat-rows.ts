import type { ErrorCode } from '@shoal/contract';
import { type AccessRow, crewOfShow, ofBrand, row, showOrAccount } from './access-row.ts';

/** For who keeps a show's chat in order: its crew and those it appointed. */
const moderating = (entry: string, more: (names: Names) => Record<string, unknown> = () => ({})): AccessRow =>
  row(entry, 'S H H H o o', {
    moderator: 'o',
    hidden: 'shows.not_found',
    input: (names) => ({ showId: names.showId, ...more(names) }),
  });
const notOfThisShow = (entry: string, hidden: readonly ErrorCode[], input: AccessRow['input'] & {}): AccessRow =>
  row(entry, 'S H H H H H', { about: 'what is not of this show', hidden, input });
const showOrMessage = ['shows.not_found', 'chat.not_found'] as const;
type Names = Parameters<AccessRow['input'] & {}>[0];

export const chatRows: AccessRow[] = [
  moderating('chat:delete', ({ messageId }) => ({ messageId })),
  notOfThisShow('chat:delete', showOrMessage, ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
  })),
  moderating('chat:restore', ({ messageId }) => ({ messageId })),
  notOfThisShow('chat:restore', showOrMessage, ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
  })),
  moderating('chat:deleteAllOf', ({ accountId }) => ({ accountId })),
  notOfThisShow('chat:deleteAllOf', showOrAccount, ({ strangerId }, { showId }) => ({ showId, accountId: strangerId })),
  moderating('chat:mute', ({ accountId }) => ({ accountId, isMuted: true })),
  notOfThisShow('chat:mute', showOrAccount, ({ strangerId }, { showId }) => ({
    showId,
    accountId: strangerId,
    isMuted: true,
  })),
  moderating('chat:ban', ({ accountId }) => ({ accountId, isBanned: true })),
  notOfThisShow('chat:ban', showOrAccount, ({ strangerId }, { showId }) => ({
    showId,
    accountId: strangerId,
    isBanned: true,
  })),
  moderating('chat:slow', () => ({ slowSeconds: 10 })),
  moderating('chat:highlight', ({ messageId }) => ({ messageId, isHighlighted: true })),
  notOfThisShow('chat:highlight', showOrMessage, ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
    isHighlighted: true,
  })),
  moderating('chat:pin', () => ({ messageId: null })),
  notOfThisShow('chat:pin', showOrMessage, ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
  })),
  moderating('chat:review', ({ heldMessageId }) => ({ messageId: heldMessageId, isPassed: true })),
  notOfThisShow('chat:review', showOrMessage, ({ foreignMessageId }, { showId }) => ({
    showId,
    messageId: foreignMessageId,
    isPassed: true,
  })),
  moderating('chat:listModeration'),
  crewOfShow('chat:appoint', ({ accountId }) => ({ accountId, isModerator: true })),
  row('chat:appoint', 'S N N H H H', {
    about: 'who is not invited',
    hidden: showOrAccount,
    input: ({ strangerId }, { showId }) => ({ showId, accountId: strangerId, isModerator: true }),
  }),
  ofBrand('GET /brands/:brandId/chat-words', ({ brandId }) => ({ brandId })),
  ofBrand('PUT /brands/:brandId/chat-words', ({ brandId }) => ({ brandId, words: ['spam'] })),
];
