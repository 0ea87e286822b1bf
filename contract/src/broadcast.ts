import type { z } from 'zod';

type BroadcastShape = {
  /** `noun:pastVerb`. */
  readonly name: `${string}:${string}`;
  readonly payload: z.ZodType;
  readonly summary: string;
};

/** One message from the server to browsers' sockets. What must not be lost travels in the show log instead. */
export type Broadcast = BroadcastShape;
export const broadcast = <const B extends BroadcastShape>(entry: B): B => entry;
export type BroadcastPayload<B extends Broadcast> = z.output<B['payload']>;
