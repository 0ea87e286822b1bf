import type { WireSocket } from '../live/live-socket.ts';

type Listener = (payload: unknown) => void;
export type FakeWire = WireSocket & {
  /** What was sent, newest last. */
  readonly sent: { name: string; input: unknown }[];
  /** Answers commands; undefined leaves them without an answer. */
  answer: (name: string, input: unknown) => unknown;
  goUp: () => void;
  goDown: () => void;
  /** As when the server says something. */
  say: (name: string, payload?: unknown) => void;
  connects: number;
};

/** A Socket.IO client that the test plugs in and out. */
export function fakeWire(): FakeWire {
  const listeners = new Map<string, Set<Listener>>();
  let isUp = false;
  const wire: FakeWire = {
    sent: [],
    connects: 0,
    answer: () => undefined,
    get connected() {
      return isUp;
    },
    connect: () => {
      wire.connects += 1;
    },
    disconnect: () => wire.goDown(),
    on: (event, listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    off: (event, listener) => listeners.get(event)?.delete(listener),
    timeout: (ms) => ({
      emitWithAck: async (name, input) => {
        wire.sent.push({ name, input });
        const data = wire.answer(name, input);
        if (data !== undefined) return data;
        return new Promise((_, reject) => setTimeout(() => reject(new Error('operation has timed out')), ms));
      },
    }),
    say: (name, payload) => {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(payload);
    },
    goUp: () => {
      isUp = true;
      wire.say('connect');
    },
    goDown: () => {
      if (!isUp) return;
      isUp = false;
      wire.say('disconnect', 'transport close');
    },
  };
  return wire;
}
