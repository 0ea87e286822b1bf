import { chat } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { type DirectChatDeps, highlightMessage, pinMessage, reviewMessage, setSlowMode } from './direct-chat.ts';
import {
  appointModerator,
  banGuest,
  deleteAllOf,
  deleteMessage,
  listModeration,
  type ModerateDeps,
  muteAuthor,
} from './moderate.ts';
import { type PostMessageDeps, postMessage } from './post-message.ts';
import { restoreMessage } from './restore-message.ts';

/** The chat domain's socket face. */
export function registerChatCommands(on: OnCommand, deps: DirectChatDeps & ModerateDeps & PostMessageDeps): void {
  on(chat.sendChat, (member, input, { id }) => postMessage(deps, { member, socketId: id }, input));
  on(chat.deleteChat, (caller, input) => deleteMessage(deps, caller, input).then(nothing));
  on(chat.restoreChat, (caller, input) => restoreMessage(deps, caller, input).then(nothing));
  on(chat.deleteAllOf, (caller, input) => deleteAllOf(deps, caller, input));
  on(chat.muteAuthor, (caller, input) => muteAuthor(deps, caller, input).then(nothing));
  on(chat.banGuest, (caller, input) => banGuest(deps, caller, input).then(nothing));
  on(chat.appointModerator, (caller, input) => appointModerator(deps, caller, input).then(nothing));
  on(chat.setSlowMode, (caller, input) => setSlowMode(deps, caller, input).then(nothing));
  on(chat.highlightChat, (caller, input) => highlightMessage(deps, caller, input).then(nothing));
  on(chat.pinChat, (caller, input) => pinMessage(deps, caller, input).then(nothing));
  on(chat.reviewChat, (caller, input) => reviewMessage(deps, caller, input).then(nothing));
  on(chat.listModeration, (caller, { showId }) => listModeration(deps, caller, showId));
}

const nothing = () => ({});
