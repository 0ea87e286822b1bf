import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

type NodeCallShape = {
  readonly name: `${string}:${string}`;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly ErrorCode[];
  readonly summary: string;
};

/** One call from the server to a media node, acknowledged; every call may be repeated with the same effect. */
export type NodeCall = NodeCallShape;
export const nodeCall = <const C extends NodeCallShape>(entry: C): C => entry;
