import type { Server } from 'socket.io';
import type { z } from 'zod';
import type { Log } from '../platform/log.ts';

/** A word between servers: a hint that may be lost, never the only copy of a fact. */
export type ServerWord<Payload extends z.ZodType = z.ZodType> = { readonly name: string; readonly payload: Payload };

/** Declares a word. */
export const serverWord = <const W extends ServerWord>(word: W): W => word;

/** Tells the other servers things; alone, a server tells nobody. */
export type ServerBus = {
  tellOthers<W extends ServerWord>(word: W, payload: z.input<W['payload']>): void;
  onWord<W extends ServerWord>(word: W, react: (payload: z.output<W['payload']>) => void): void;
};

/** The bus on the socket server's adapter; a server without others says nothing. */
export function createServerBus(io: Server, log: Log, { isAlone = false } = {}): ServerBus {
  return {
    tellOthers({ name }, payload) {
      if (!isAlone) io.serverSideEmit(name, payload); // The adapter of one process complains.
    },
    onWord(word, react) {
      io.on(word.name, (payload: unknown) => {
        const parsed = word.payload.safeParse(payload);
        if (parsed.success) return react(parsed.data as Parameters<typeof react>[0]); // Parsed by this very word.
        log.warn({ word: word.name }, 'another server sent a word we cannot read');
      });
    },
  };
}
