import type { z } from 'zod';
import type { ErrorCode, Refusal } from './errors.ts';
import type { Callers } from './roles.ts';

type CommandShape = {
  /** `noun:verb`. */
  readonly name: `${string}:${string}`;
  readonly callers: Callers;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly ErrorCode[];
  readonly summary: string;
};

/** One message from a browser's socket; always acknowledged. */
export type Command = CommandShape;
export const command = <const C extends CommandShape>(entry: C): C => entry;

export type CommandInput<C extends Command> = z.output<C['input']>;
export type CommandRequest<C extends Command> = z.input<C['input']>;
export type CommandOutput<C extends Command> = z.output<C['output']>;

/** The acknowledgement of a command or a node call. */
export type Ack<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Refusal };
