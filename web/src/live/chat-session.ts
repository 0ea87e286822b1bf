import type { accounts, chat } from '@shoal/contract';
import { toFailureCode } from '../api/call-failure.ts';
import { ChatFeed, type ChatMood } from './chat-feed.ts';
import { addPending, type ChatLog, markFailed, markHeld, receiveMessage } from './chat-log.ts';
import type { LiveSocket } from './live-socket.ts';
import { randomUuid } from './random-id.ts';
import type { ServerClock } from './server-clock.ts';
import { createSignal, type Signal } from './signal.ts';
import { commands } from './wire.ts';

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
  readonly mood: Signal<ChatMood>;
  /** When the server took her last message, by this page's clock: slow mode counts from there. */
  readonly saidAtMs: Signal<number>;
  readonly #saidAtMs = createSignal(Number.NEGATIVE_INFINITY);
  readonly #feed: ChatFeed;
  readonly #options: ChatSessionOptions;

  static open(options: ChatSessionOptions): ChatSession {
    return new ChatSession(options);
  }

  private constructor(options: ChatSessionOptions) {
    this.#options = options;
    this.#feed = ChatFeed.open(options);
    this.lines = this.#feed.lines;
    this.mood = this.#feed.mood;
    this.saidAtMs = this.#saidAtMs;
  }

  /** Takes the newest messages and what holds for the chat, as a join answers them. */
  receive(joined: Parameters<ChatFeed['receive']>[0]): void {
    this.#feed.receive(joined);
  }

  say(text: string): void {
    // A random UUID, as the contract's brand wants it.
    this.#send(randomUuid() as MessageId, text);
  }

  /** Sends a failed line again, with its id: the server takes it once. */
  retry(messageId: string): void {
    const line = this.lines.get().find((one) => one.messageId === messageId);
    if (line?.delivery === 'failed') this.#send(line.messageId, line.text);
  }

  close(): void {
    this.#feed.close();
  }

  #send(messageId: MessageId, text: string): void {
    const { clock, me, showId, socket } = this.#options;
    const { accountId, displayName, role } = me;
    const author = { accountId, displayName, isCrew: role !== 'shopkeeper', isModerator: false };
    const at = new Date(clock.nowMs()).toISOString();
    const message = { messageId, at, programmeMs: 0, author, text, isHighlighted: false };
    this.#feed.change((lines) => addPending(lines, message));
    socket.send(commands.sendChat, { showId, messageId, text }).then(
      ({ isHeld, ...said }) => {
        this.#saidAtMs.set(Date.now());
        this.#feed.change((lines) => (isHeld ? markHeld(lines, messageId) : receiveMessage(lines, said)));
      },
      (error: unknown) => this.#feed.change((lines) => markFailed(lines, messageId, toFailureCode(error))),
    );
  }
}
