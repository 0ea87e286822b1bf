import { AppError, type CommandInput, chat } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { findMessage, insertMessage, type MessageRecord, toChatMessage } from './chat.store.ts';
import type { ChatDeps } from './chat-deps.ts';
import type { ChatRules } from './chat-rules.ts';
import { hitsWord } from './fold-text.ts';
import { tellModerators } from './tell-moderators.ts';

export type PostMessageDeps = Pick<
  ChatDeps,
  'db' | 'fanOut' | 'limits' | 'now' | 'programmeMsAt' | 'recent' | 'requireJoined' | 'rules' | 'tellOthers' | 'voice'
>;

type Author = { member: Member; socketId: string };
type Input = CommandInput<typeof chat.sendChat>;

const chatLimit: RateLimit = { name: 'chat', points: 3, windowSeconds: 6 };
const slowLimits = ([5, 10, 30, 60] as const).map(
  (seconds): RateLimit => ({ name: `chat slow ${seconds}`, points: 1, windowSeconds: seconds }),
);

/**
 * Says something in the lobby or the live show; a listed word holds it for review [CH5]. A retry with the same id is
 * the same message, and what changed meanwhile does not refuse it.
 * @throws AppError `shows.not_joined` | `shows.wrong_state` | `chat.muted` | `chat.too_soon` | `request.rate_limited` | `request.key_reused`
 */
export async function postMessage(
  deps: PostMessageDeps,
  { member, socketId }: Author,
  input: Input,
): Promise<chat.SaidMessage> {
  const { access } = deps.requireJoined(socketId, input.showId);
  const rules = await deps.rules.get(input.showId);
  const standing = { isCrew: access === 'command', isModerator: rules.moderators.has(member.accountId) };
  const refused = await checkMayPost(deps, { ...standing, rules }, member, input);
  if (refused) {
    const first = await findMessage(deps.db, input.messageId);
    if (first) return toRetried(first, member, input);
    throw refused;
  }
  const { isNew, stored } = await store(deps, { ...standing, rules }, member, input);
  if (!isNew) return toRetried(stored, member, input);
  publish(deps, rules, stored);
  return toSaid(stored);
}

type Standing = { isCrew: boolean; isModerator: boolean; rules: ChatRules };

/** @returns why not, or nothing */
async function checkMayPost(
  deps: PostMessageDeps,
  { isCrew, isModerator, rules }: Standing,
  { accountId }: Member,
  { showId }: Input,
): Promise<unknown> {
  if (rules.banned.has(accountId)) return new AppError('shows.not_joined', 'this account is banned from the show');
  if (!['scheduled', 'postponed', 'live'].includes(rules.state))
    return new AppError('shows.wrong_state', `nobody talks in a show that is ${rules.state}`);
  if (rules.muted.has(accountId)) return new AppError('chat.muted', 'the host muted this account');
  const slow = slowLimits.find(({ windowSeconds }) => windowSeconds === rules.slowSeconds);
  const isSlow = slow !== undefined && !isCrew && !isModerator;
  return deps.limits.take(isSlow ? slow : chatLimit, `${showId} ${accountId}`).then(
    () => undefined,
    (error: unknown) =>
      isSlow && error instanceof AppError
        ? new AppError('chat.too_soon', `one message in ${slow.windowSeconds} s`)
        : error,
  );
}

async function store(
  deps: PostMessageDeps,
  { isCrew, isModerator, rules }: Standing,
  { accountId, displayName }: Member,
  { messageId, showId, text }: Input,
) {
  const at = deps.now();
  const isHeld = !isCrew && !isModerator && hitsWord(text, rules.words);
  return insertMessage(deps.db, {
    id: messageId,
    showId,
    authorId: accountId,
    authorName: displayName,
    isCrew,
    isModerator,
    at,
    programmeMs: Math.max(0, Math.round(await deps.programmeMsAt(deps.db, showId, at))),
    text,
    review: isHeld ? 'held' : 'free',
  });
}

function publish(deps: PostMessageDeps, rules: ChatRules, stored: MessageRecord): void {
  const { showId } = stored;
  const message = toChatMessage(stored);
  if (stored.review === 'held') {
    tellModerators(deps, rules, showId, chat.chatHeld, { showId, message });
    return;
  }
  deps.recent.add(showId, message);
  deps.fanOut.add(showId, message);
  deps.tellOthers({ kind: 'posted', showId, message, isLifted: false });
}

function toRetried(stored: MessageRecord, { accountId }: Member, { showId, text }: Input): chat.SaidMessage {
  if (stored.authorId === accountId && stored.showId === showId && stored.text === text) return toSaid(stored);
  throw new AppError('request.key_reused', 'this message id belongs to another message');
}

const toSaid = (stored: MessageRecord): chat.SaidMessage => ({
  ...toChatMessage(stored),
  isHeld: stored.review === 'held',
});
