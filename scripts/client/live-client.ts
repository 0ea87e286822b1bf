import {
  type Ack,
  AppError,
  type Broadcast,
  type BroadcastPayload,
  type Command,
  type CommandOutput,
  type CommandRequest,
} from '@shoal/contract';
import { io } from 'socket.io-client';

export type LiveClient = {
  /** @throws AppError with the code the server answered, or `server.unavailable` when no answer comes in 10 s. */
  send: <C extends Command>(command: C, input: CommandRequest<C>) => Promise<CommandOutput<C>>;
  on: <B extends Broadcast>(broadcast: B, take: (payload: BroadcastPayload<B>) => void) => void;
  /** Called at every connect, the first one too. */
  onConnect: (take: () => void) => void;
  close: () => void;
};

/** A browser's socket for programs, typed by the contract; reconnects for ever. */
export function openLiveClient(baseUrl: string, cookie: string): LiveClient {
  const socket = io(baseUrl, {
    transports: ['websocket'],
    extraHeaders: { cookie, origin: baseUrl },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  });

  const send: LiveClient['send'] = async (command, input) => {
    const answer: Ack<CommandOutput<typeof command>> = await socket
      .timeout(10_000)
      .emitWithAck(command.name, input)
      .catch((cause: unknown) => {
        throw new AppError('server.unavailable', `no answer to ${command.name}`, { cause });
      });
    if (!answer.ok) throw new AppError(answer.error.code, answer.error.message);
    return answer.data;
  };
  return {
    send,
    on: (broadcast, take) => {
      // Socket.IO types listeners by event map; the contract is our map.
      socket.on(broadcast.name as string, take as (payload: unknown) => void);
    },
    onConnect: (take) => {
      socket.on('connect', take);
      if (socket.connected) take();
    },
    close: () => {
      socket.close();
    },
  };
}
