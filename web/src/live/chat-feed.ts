import type { chat } from '@shoal/contract';
import {
  type ChatLog,
  markRefused,
  receiveMessage,
  receiveRecent,
  removeAllOf,
  removeMessage,
  replaceMessage,
  restoreMessage,
} from './chat-log.ts';
import type { LiveSocket } from './live-socket.ts';
import { createSignal, type Signal } from './signal.ts';
import { broadcasts } from './wire.ts';

/** What holds for the chat as a whole, and how many messages a loud room left out just now. */
export type ChatMood = chat.ChatRoom & { omitted: number };
export type ChatFeedOptions = { socket: Pick<LiveSocket, 'on'>; showId: string };
type Joined = { recentChat: readonly chat.ChatMessage[]; chat: chat.ChatRoom };

/** So long after the last message that was left out the note goes. */
const LOUD_FOR_MS = 4_000;

/** The chat of one show as it comes in, for the room and the studio alike. */
export class ChatFeed {
  readonly lines: Signal<ChatLog>;
  readonly mood: Signal<ChatMood>;
  readonly #lines = createSignal<ChatLog>([]);
  readonly #mood = createSignal<ChatMood>({ slowSeconds: 0, pinned: null, omitted: 0 });
  readonly #stops: (() => void)[];
  #quietTimer: ReturnType<typeof setTimeout> | undefined;

  static open(options: ChatFeedOptions): ChatFeed {
    return new ChatFeed(options);
  }

  private constructor({ showId, socket }: ChatFeedOptions) {
    this.lines = this.#lines;
    this.mood = this.#mood;
    const here =
      <P extends { showId: string }>(handle: (payload: P) => void) =>
      (payload: P) => {
        if (payload.showId === showId) handle(payload);
      };
    this.#stops = [
      socket.on(
        broadcasts.chatPosted,
        here(({ message }) => this.change((lines) => receiveMessage(lines, message))),
      ),
      socket.on(
        broadcasts.chatPostedMany,
        here(({ messages, omitted }) => {
          this.change((lines) => messages.reduce(receiveMessage, lines));
          if (omitted > 0) this.#noteOmitted(omitted);
        }),
      ),
      socket.on(
        broadcasts.chatDeleted,
        here(({ messageId }) => {
          this.change((lines) => removeMessage(lines, messageId));
          if (this.#mood.get().pinned?.messageId === messageId) this.#patch({ pinned: null });
        }),
      ),
      socket.on(
        broadcasts.chatRestored,
        here(({ message }) => this.change((lines) => restoreMessage(lines, message))),
      ),
      socket.on(
        broadcasts.chatDeletedAllOf,
        here(({ accountId }) => {
          this.change((lines) => removeAllOf(lines, accountId));
          if (this.#mood.get().pinned?.author.accountId === accountId) this.#patch({ pinned: null });
        }),
      ),
      socket.on(
        broadcasts.chatHighlighted,
        here(({ message }) => this.change((lines) => replaceMessage(lines, message))),
      ),
      socket.on(
        broadcasts.chatReviewed,
        here(({ isPassed, messageId }) => {
          if (!isPassed) this.change((lines) => markRefused(lines, messageId));
        }),
      ),
      socket.on(
        broadcasts.chatPinned,
        here(({ message }) => this.#patch({ pinned: message })),
      ),
      socket.on(
        broadcasts.slowChanged,
        here(({ slowSeconds }) => this.#patch({ slowSeconds })),
      ),
    ];
  }

  /** Takes what a join answers. */
  receive(joined: Joined): void {
    this.change((lines) => receiveRecent(lines, joined.recentChat));
    this.#patch(joined.chat);
  }

  change(act: (lines: ChatLog) => ChatLog): void {
    this.#lines.set(act(this.#lines.get()));
  }

  close(): void {
    clearTimeout(this.#quietTimer);
    for (const stop of this.#stops.splice(0)) stop();
  }

  #noteOmitted(omitted: number): void {
    clearTimeout(this.#quietTimer);
    this.#patch({ omitted: this.#mood.get().omitted + omitted });
    this.#quietTimer = setTimeout(() => this.#patch({ omitted: 0 }), LOUD_FOR_MS);
  }

  #patch(change: Partial<ChatMood>): void {
    this.#mood.set({ ...this.#mood.get(), ...change });
  }
}
