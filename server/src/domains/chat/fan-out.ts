import type { chat, ShowId } from '@shoal/contract';

/** Brings messages to this server's sockets, several at a time. */
export type FanOut = {
  /** `isLifted` messages reach everybody however loud the room is. */
  add(showId: ShowId, message: chat.ChatMessage, how?: { isLifted: boolean }): void;
  close(): void;
};

export type FanOutDeps = {
  toRoom: (showId: ShowId, messages: chat.ChatMessage[], omitted: number) => void;
  /** What the room does not get; the studio reads all. */
  toStudio: (showId: ShowId, messages: chat.ChatMessage[]) => void;
};

export const FAN_OUT_MS = 150;
/** A batch's share of 20 messages a second: nobody reads more. */
export const MAX_IN_BATCH = 3;

type Said = { message: chat.ChatMessage; isLifted: boolean };
type Batch = { said: Said[]; timer: NodeJS.Timeout | undefined };

/** A quiet room hears at once; a loud one every 150 ms, an honest sample with the number of those left out [CH2]. */
export function createFanOut({ toRoom, toStudio }: FanOutDeps): FanOut {
  const batches = new Map<ShowId, Batch>();
  const send = (showId: ShowId, batch: Batch) => {
    batch.timer = undefined;
    if (batch.said.length === 0) {
      batches.delete(showId);
      return;
    }
    const { chosen, left } = sample(batch.said.splice(0));
    toRoom(showId, chosen, left.length);
    if (left.length > 0) toStudio(showId, left);
    batch.timer = setTimeout(() => send(showId, batch), FAN_OUT_MS);
  };
  return {
    add(showId, message, { isLifted } = { isLifted: false }) {
      const batch = batches.get(showId) ?? { said: [], timer: undefined };
      batches.set(showId, batch);
      batch.said.push({ message, isLifted: isLifted || message.author.isCrew || message.author.isModerator });
      if (!batch.timer) send(showId, batch);
    },
    close() {
      for (const { timer } of batches.values()) clearTimeout(timer);
      batches.clear();
    },
  };
}

/** All that is lifted, and of the others the same share of early and late ones, in their order. */
function sample(said: readonly Said[]): { chosen: chat.ChatMessage[]; left: chat.ChatMessage[] } {
  const others = said.filter(({ isLifted }) => !isLifted);
  const step = Math.max(1, others.length / MAX_IN_BATCH);
  const picked = new Set(
    Array.from({ length: Math.min(MAX_IN_BATCH, others.length) }, (_, at) => others[Math.floor(at * step)]),
  );
  const isChosen = (one: Said) => one.isLifted || picked.has(one);
  return {
    chosen: said.filter(isChosen).map(({ message }) => message),
    left: said.filter((one) => !isChosen(one)).map(({ message }) => message),
  };
}
