import { chat as chatWire } from '@shoal/contract';
import { checkBrand } from '../domains/catalog/check-brand.ts';
import { registerChatCommands } from '../domains/chat/chat.commands.ts';
import { mountChatRoutes } from '../domains/chat/chat.routes.ts';
import { findStanding, listNewestMessages, toChatMessage } from '../domains/chat/chat.store.ts';
import type { ChatDeps } from '../domains/chat/chat-deps.ts';
import { createRulesMemory, type RulesMemory } from '../domains/chat/chat-rules.ts';
import { ChatWord } from '../domains/chat/chat-word.ts';
import { createFanOut, type FanOut } from '../domains/chat/fan-out.ts';
import { createRecentChat, type RecentChat } from '../domains/chat/recent-chat.ts';
import { appointModerator } from '../domains/shows/appoint-moderator.ts';
import { getCommandedShow, requireModeration } from '../domains/shows/find-show-access.ts';
import { isGuest } from '../domains/shows/guests.store.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { banGuest } from '../domains/shows/remove-guest.ts';
import { serverWord } from '../realtime/server-bus.ts';
import { personInShowRoom, showRoom, studioRoom } from '../realtime/socket-rooms.ts';
import { findChatRules } from '../views/chat-rules.ts';
import { listModerated } from '../views/moderated-people.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';

/** With other servers about, how old the last messages may be that a joining client gets. */
const RECENT_CHAT_AGE_MS = 2_000;

type ChatMemory = { recent: RecentChat; rules: RulesMemory };

export function openChatMemory({ db, redis }: Ground): ChatMemory {
  const nowMs = () => performance.now();
  return {
    recent: createRecentChat({
      nowMs,
      load: (showId, limit) => listNewestMessages(db, showId, limit),
      maxAgeMs: redis ? RECENT_CHAT_AGE_MS : Number.POSITIVE_INFINITY,
    }),
    rules: createRulesMemory(async (showId) => {
      const row = await findChatRules(db, showId);
      const pinned = row?.pinnedMessageId && (await findStanding(db, { showId, messageId: row.pinnedMessageId }));
      return {
        state: row?.state ?? 'archived',
        slowSeconds: row?.slowSeconds ?? 0,
        pinned: pinned ? toChatMessage(pinned) : null,
        muted: new Set(row?.muted),
        banned: new Set(row?.banned),
        moderators: new Set(row?.moderators),
        words: row?.words ?? [],
      };
    }, nowMs),
  };
}

/** What another server did to the chat happens here too. */
function onChatWord({ recent, rules }: ChatMemory, fanOut: FanOut, word: ChatWord): void {
  if (word.kind === 'posted') {
    recent.add(word.showId, word.message);
    fanOut.add(word.showId, word.message, word);
  } else if (word.kind === 'changed') recent.change(word.showId, word.message);
  else if (word.kind === 'restored') recent.restore(word.showId, word.message);
  else if (word.kind === 'deleted') recent.remove(word.showId, word.messageId);
  else if (word.kind === 'deletedAllOf') recent.removeAllOf(word.showId, word.accountId);
  else rules.forget(word.showId ?? undefined);
}

export function composeChat(ground: Ground, shows: Shows, memory: ChatMemory): void {
  const { api, broadcaster, bus, closing, commands, db, limits, now } = ground;
  const chatMoved = serverWord({ name: 'chat:moved', payload: ChatWord });
  const fanOut = createFanOut({
    toRoom: (showId, messages, omitted) => {
      const [message] = messages;
      if (message && messages.length === 1 && omitted === 0)
        broadcaster.sendHere(showRoom(showId), chatWire.chatPosted, { showId, message });
      else broadcaster.sendHere(showRoom(showId), chatWire.chatPostedMany, { showId, messages, omitted });
    },
    toStudio: (showId, messages) =>
      broadcaster.sendHere(studioRoom(showId), chatWire.chatPostedMany, { showId, messages, omitted: 0 }),
  });
  closing.add('chat fan-out', fanOut.close);
  bus.onWord(chatMoved, (word) => onChatWord(memory, fanOut, word));
  const deps = {
    ...memory,
    db,
    limits,
    now,
    fanOut,
    isGuest,
    listModerated,
    tellOthers: (word: ChatWord) => bus.tellOthers(chatMoved, word),
    voice: {
      toShow: (showId, ...said) => broadcaster.send(showRoom(showId), ...said),
      toStudio: (showId, ...said) => broadcaster.send(studioRoom(showId), ...said),
      toPerson: (showId, accountId, ...said) => broadcaster.send(personInShowRoom(showId, accountId), ...said),
    },
    requireJoined: shows.joined.require,
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    requireModeration: (from, caller, showId) => requireModeration(shows, from, { caller, showId }),
    checkBrand: (caller, brandId) => checkBrand({ db, findBrandIds }, caller, brandId),
    banGuest: (ban) => banGuest(shows, ban),
    appointModerator: (appointment) => appointModerator(shows, appointment),
    programmeMsAt: shows.programmeMsAt,
  } satisfies ChatDeps;
  registerChatCommands(commands.on, deps);
  mountChatRoutes(api.on, deps);
}
