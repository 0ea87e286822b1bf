import { type Ack, AppError, type NodeCall, type Refusal } from '@shoal/contract';
import type { Log } from '../platform/log.ts';

type Input<C extends NodeCall> = C['input']['_zod']['output'];
type Output<C extends NodeCall> = C['output']['_zod']['output'];

/** Handles one of the server's calls; throws `AppError` to refuse. */
export type OnCall = <C extends NodeCall>(call: C, handle: (input: Input<C>) => Promise<Output<C>> | Output<C>) => void;

type CallSource = { on: (name: string, listener: (payload: unknown, ack: unknown) => void) => unknown };

/** Parse, run, acknowledge: the only place where the server's words become trusted values. */
export const callListener =
  (socket: CallSource, log: Log): OnCall =>
  (call, handle) => {
    socket.on(call.name, async (payload, ack) => {
      if (typeof ack !== 'function') return; // Nobody is listening for the answer.
      const reply = (answer: Ack<unknown>) => ack(answer);
      try {
        const input = call.input.safeParse(payload);
        if (!input.success) throw new AppError('request.invalid', input.error.message);
        // The schema's own output, which the generic parameter hides from the compiler.
        reply({ ok: true, data: await handle(input.data as Input<typeof call>) });
      } catch (error) {
        reply({ ok: false, error: toRefusal(error, log, call.name) });
      }
    });
  };

function toRefusal(error: unknown, log: Log, call: string): Refusal {
  if (error instanceof AppError) return error.toRefusal();
  log.error({ err: error, call }, 'call failed unexpectedly');
  return new AppError('server.unexpected', 'the media node failed').toRefusal();
}
