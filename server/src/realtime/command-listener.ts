import { type Ack, AppError, type Command, type CommandInput } from '@shoal/contract';
import type { z } from 'zod';
import type { CallerOf } from '../platform/caller.ts';
import { checkCaller } from '../platform/check-caller.ts';
import type { Log } from '../platform/log.ts';
import { toRefusal } from '../platform/refusal.ts';
import type { Connection, ShoalSocket } from './connection.ts';
import { EventBudget } from './event-budget.ts';

/** Runs one command. What it returns is the output's schema, before parsing. */
export type CommandHandler<C extends Command> = (
  caller: CallerOf<C>,
  input: CommandInput<C>,
  connection: Connection,
) => Promise<z.input<C['output']>>;

/** Registers a handler for a contract command; a domain gets this and nothing else of realtime. */
export type OnCommand = <const C extends Command>(command: C, handle: CommandHandler<C>) => void;

export type CommandListenerOptions = {
  log: Log;
  /** Parse our own answers too, to catch drift from the contract. Off in production. */
  checksOutputs: boolean;
  onFinished?: (command: string, result: string, ms: number) => void;
};

/** Commands registered so far, and the way to listen for them on a socket. */
export type CommandListener = {
  on: OnCommand;
  registered: readonly Command[];
  listen(socket: ShoalSocket, connection: Connection): void;
  /** Settles once no command is running. */
  whenIdle(): Promise<void>;
};

type AnyHandler = (caller: unknown, input: unknown, connection: Connection) => Promise<unknown>;
type Entry = { command: Command; handle: AnyHandler };

/** Parse, run, acknowledge: the only place where a socket payload becomes a trusted value. */
export function createCommandListener(options: CommandListenerOptions): CommandListener {
  const entries = new Map<string, Entry>();
  const registered: Command[] = [];
  const running = new Set<Promise<unknown>>();
  return {
    registered,
    whenIdle: async () => void (await Promise.allSettled(running)),
    on(command, handle) {
      registered.push(command);
      entries.set(command.name, { command, handle: handle as unknown as AnyHandler }); // The schemas say what it takes.
    },
    listen(socket, connection) {
      const budget = new EventBudget(performance.now());
      socket.onAny(async (name: string, ...args: unknown[]) => {
        const ack = args.pop(); // It is last, also where no payload came.
        const [payload] = args;
        const verdict = budget.spend(performance.now());
        if (verdict === 'abusive') return void socket.disconnect(true);
        if (typeof ack !== 'function') return; // Nobody is listening for the answer.
        if (verdict === 'refused') return void ack(refuse(tooFast(), options.log, name));
        const answer = run(options, entries.get(name), payload, connection);
        running.add(answer);
        ack(await answer.finally(() => running.delete(answer)));
      });
    },
  };
}

async function run(
  { checksOutputs, log, onFinished }: CommandListenerOptions,
  entry: Entry | undefined,
  payload: unknown,
  connection: Connection,
): Promise<Ack<unknown>> {
  const startedMs = performance.now();
  const name = entry?.command.name ?? 'unknown';
  try {
    if (!entry) throw new AppError('request.not_found', 'no such command');
    checkCaller(entry.command.callers, connection.member);
    const input = entry.command.input.safeParse(payload);
    if (!input.success) throw new AppError('request.invalid', toComplaint(input.error));
    const output = await entry.handle(connection.member, input.data, connection);
    onFinished?.(name, 'ok', performance.now() - startedMs);
    return { ok: true, data: checksOutputs ? entry.command.output.parse(output) : output };
  } catch (error) {
    const refusal = refuse(error, log, name);
    if (!refusal.ok) onFinished?.(name, refusal.error.code, performance.now() - startedMs);
    return refusal;
  }
}

const refuse = (error: unknown, log: Log, command: string): Ack<never> => ({
  ok: false,
  error: toRefusal(error, log, { command }),
});
const tooFast = () => new AppError('request.rate_limited', 'too many events on this socket');

function toComplaint(error: z.ZodError): string {
  const first = error.issues[0];
  return `${first?.path.join('.') || 'payload'}: ${first?.message ?? 'not valid'}`;
}
