import type { CommandOutput, chat } from '@shoal/contract';
import type { LiveSocket } from './live-socket.ts';
import { createSignal, type Signal } from './signal.ts';
import { broadcasts, commands } from './wire.ts';

export type ModerationDeskOptions = { socket: Pick<LiveSocket, 'on' | 'send'>; showId: string };
export type Moderation = CommandOutput<typeof chat.listModeration>;

const nothing: Moderation = { held: [], banned: [], moderators: [] };

/** What the crew and the moderators of one show see beside the chat, and what they do to it. */
export class ModerationDesk {
  readonly state: Signal<Moderation>;
  readonly #state = createSignal<Moderation>(nothing);
  readonly #options: ModerationDeskOptions;
  readonly #stops: (() => void)[];

  static open(options: ModerationDeskOptions): ModerationDesk {
    return new ModerationDesk(options);
  }

  private constructor(options: ModerationDeskOptions) {
    this.state = this.#state;
    this.#options = options;
    const { showId, socket } = options;
    const here =
      <P extends { showId: string }>(handle: (payload: P) => void) =>
      (payload: P) => {
        if (payload.showId === showId) handle(payload);
      };
    this.#stops = [
      socket.on(
        broadcasts.chatHeld,
        here(({ message }) => this.#setHeld((held) => [...held, message])),
      ),
      socket.on(
        broadcasts.chatReviewed,
        here(({ messageId }) => this.#setHeld((held) => held.filter((one) => one.messageId !== messageId))),
      ),
      socket.on(
        broadcasts.chatDeletedAllOf,
        here(({ accountId }) => this.#setHeld((held) => held.filter(({ author }) => author.accountId !== accountId))),
      ),
      socket.on(
        broadcasts.chatBanned,
        here(() => this.refresh()),
      ),
      socket.on(
        broadcasts.moderatorChanged,
        here(() => this.refresh()),
      ),
    ];
  }

  /** Reads all anew; after each join, and when people changed. Whoever may not moderate has nothing. */
  refresh(): void {
    this.#send(commands.listModeration, { showId: this.#options.showId }).then(
      (state) => this.#state.set(state),
      () => {}, // Offline, or no moderator any more: the next join asks again.
    );
  }

  deleteMessage(messageId: string) {
    return this.#send(commands.deleteChat, { showId: this.#options.showId, messageId });
  }
  restoreMessage(messageId: string) {
    return this.#send(commands.restoreChat, { showId: this.#options.showId, messageId });
  }
  deleteAllOf(accountId: string) {
    return this.#send(commands.deleteAllOf, { showId: this.#options.showId, accountId });
  }
  setMuted(accountId: string, isMuted: boolean) {
    return this.#send(commands.muteAuthor, { showId: this.#options.showId, accountId, isMuted });
  }
  setBanned(accountId: string, isBanned: boolean) {
    return this.#send(commands.banGuest, { showId: this.#options.showId, accountId, isBanned });
  }
  setModerator(accountId: string, isModerator: boolean) {
    return this.#send(commands.appointModerator, { showId: this.#options.showId, accountId, isModerator });
  }
  setSlow(slowSeconds: chat.SlowSeconds) {
    return this.#send(commands.setSlowMode, { showId: this.#options.showId, slowSeconds });
  }
  setHighlighted(messageId: string, isHighlighted: boolean) {
    return this.#send(commands.highlightChat, { showId: this.#options.showId, messageId, isHighlighted });
  }
  pin(messageId: string | null) {
    return this.#send(commands.pinChat, { showId: this.#options.showId, messageId });
  }
  review(messageId: string, isPassed: boolean) {
    return this.#send(commands.reviewChat, { showId: this.#options.showId, messageId, isPassed });
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  readonly #send: LiveSocket['send'] = (command, input) => this.#options.socket.send(command, input);

  #setHeld(act: (held: readonly chat.ChatMessage[]) => chat.ChatMessage[]): void {
    this.#state.set({ ...this.#state.get(), held: act(this.#state.get().held) });
  }
}
