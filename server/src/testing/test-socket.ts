import type { Ack, Broadcast, BroadcastPayload, Command, CommandOutput, CommandRequest } from '@shoal/contract';
import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import { toAppError } from './test-client.ts';
import { waitUntil } from './wait-until.ts';

/** A browser's socket as the tests drive it; it keeps all it was sent. */
export type TestSocket = {
  readonly isConnected: boolean;
  /** Why it was closed, once it was. */
  readonly closeReason: string | undefined;
  /** @throws AppError with the code that came back. */
  send<const C extends Command>(command: C, input: CommandRequest<C>): Promise<CommandOutput<C>>;
  /** Any event with any payload, or none; undefined when nobody acknowledged in time. */
  sendRaw(name: string, ...payload: unknown[]): Promise<Ack<unknown> | undefined>;
  /** What came so far, oldest first. */
  received<B extends Broadcast>(broadcast: B): BroadcastPayload<B>[];
  /** Waits for a payload that satisfies `matches`, also one that came before. */
  waitFor<B extends Broadcast>(
    broadcast: B,
    matches?: (payload: BroadcastPayload<B>) => boolean,
  ): Promise<BroadcastPayload<B>>;
  close(): void;
};

export type ConnectOptions = { origin: string; cookie: string; options?: Partial<ManagerOptions & SocketOptions> };

/** Connects. @throws Error when the server refuses the handshake. */
export async function connectTestSocket({ cookie, options, origin }: ConnectOptions): Promise<TestSocket> {
  const socket = io(origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin, ...(cookie && { cookie }) },
    ...options,
  });
  const heard: { name: string; payload: unknown }[] = [];
  let closeReason: string | undefined;
  socket.onAny((name: string, payload: unknown) => void heard.push({ name, payload }));
  socket.on('disconnect', (reason) => {
    closeReason = reason;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
  const received = <B extends Broadcast>({ name }: B) =>
    heard.filter((event) => event.name === name).map(({ payload }) => payload as BroadcastPayload<B>); // The server is typed by it.
  const sendRaw = (name: string, ...payload: unknown[]) =>
    socket
      .timeout(5_000)
      .emitWithAck(name, ...payload)
      .catch(() => undefined) as Promise<Ack<unknown> | undefined>;
  return {
    get isConnected() {
      return socket.connected;
    },
    get closeReason() {
      return closeReason;
    },
    received,
    sendRaw,
    async send(command, input) {
      const answer = await sendRaw(command.name, input);
      if (!answer) throw new Error(`${command.name} was not acknowledged`);
      if (!answer.ok) throw toAppError(answer.error);
      return command.output.parse(answer.data) as CommandOutput<typeof command>;
    },
    waitFor: (broadcast, matches = () => true) =>
      waitUntil(() => received(broadcast).find((payload) => matches(payload)), `no ${broadcast.name} came`),
    close: () => void socket.close(),
  };
}
