import type { accounts, chat } from '@shoal/contract';
import { toFailureCode } from '../api/call-failure.ts';
import { addPending, type ChatLog, markFailed, receiveMessage, receiveRecent, removeMessage } from './chat-log.ts';
import type { LiveSocket } from './live-socket.ts';
import { randomUuid } from './random-id.ts';
import type { ServerClock } from './server-clock.ts';
import { createSignal, type Signal } from './signal.ts';
import { broadcasts, commands } from './wire.ts';

export type ChatSessionOptions = {
  socket: Pick<LiveSocket, 'send' | 'on'>;
  clock: ServerClock;
  showId: string;
  me: Pick<accounts.Me, 'accountId' | 'displayName' | 'role'>;
};
type MessageId = chat.ChatMessage['messageId'];

/** The chat of one show as this tab sees it; what she says stands there at once. */
export class ChatSession {
  readonly lines: Signal<ChatLog>;
  readonly #lines = createSignal<ChatLog>([]);
  readonly #options: ChatSessionOptions;
  readonly #stops: (() => void)[];

  static open(options: ChatSessionOptions): ChatSession {
    return new ChatSession(options);
  }

  private constructor(options: ChatSessionOptions) {
    this.lines = this.#lines;
    this.#options = options;
    const { showId, socket } = options;
    this.#stops = [
      socket.on(broadcasts.chatPosted, (said) => {
        if (said.showId === showId) this.#lines.set(receiveMessage(this.#lines.get(), said.message));
      }),
      socket.on(broadcasts.chatDeleted, (said) => {
        if (said.showId === showId) this.#lines.set(removeMessage(this.#lines.get(), said.messageId));
      }),
    ];
  }

  /** Takes the newest messages, as a join answers them. */
  receiveRecent(recent: readonly chat.ChatMessage[]): void {
    this.#lines.set(receiveRecent(this.#lines.get(), recent));
  }

  say(text: string): void {
    // A random UUID, as the contract's brand wants it.
    this.#send(randomUuid() as MessageId, text);
  }

  /** Sends a failed line again, with its id: the server takes it once. */
  retry(messageId: string): void {
    const line = this.#lines.get().find((one) => one.messageId === messageId);
    if (line?.delivery === 'failed') this.#send(line.messageId, line.text);
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #send(messageId: MessageId, text: string): void {
    const { clock, me, showId, socket } = this.#options;
    const author = { accountId: me.accountId, displayName: me.displayName, isCrew: me.role !== 'shopkeeper' };
    const at = new Date(clock.nowMs()).toISOString();
    this.#lines.set(addPending(this.#lines.get(), { messageId, at, programmeMs: 0, author, text }));
    socket.send(commands.sendChat, { showId, messageId, text }).then(
      (message) => this.#lines.set(receiveMessage(this.#lines.get(), message)),
      (error: unknown) => this.#lines.set(markFailed(this.#lines.get(), messageId, toFailureCode(error))),
    );
  }
}
