import { chat } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { deleteMessage, type ModerateDeps, muteAuthor } from './moderate.ts';
import { type PostMessageDeps, postMessage } from './post-message.ts';

/** The chat domain's socket face. */
export function registerChatCommands(on: OnCommand, deps: ModerateDeps & PostMessageDeps): void {
  on(chat.sendChat, (member, input, { id }) => postMessage(deps, { member, socketId: id }, input));
  on(chat.deleteChat, async (caller, input) => {
    await deleteMessage(deps, caller, input);
    return {};
  });
  on(chat.muteAuthor, async (caller, input) => {
    await muteAuthor(deps, caller, input);
    return {};
  });
}
