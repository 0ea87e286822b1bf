import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Callers } from './roles.ts';

/** What a route reads as its body: JSON parsed by a schema, or raw bytes of the listed types. */
export type RawBody = { readonly types: readonly string[]; readonly limitBytes: number };

type RouteShape = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, in Express notation. */
  readonly path: `/${string}`;
  readonly callers: Callers;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly rawBody?: RawBody;
  readonly response: z.ZodType;
  /** Beyond those every route can answer: `request.*`, `server.*`, `accounts.signed_out`, `accounts.not_allowed`. */
  readonly errors: readonly ErrorCode[];
  readonly summary: string;
};

/** One HTTP route: who may call it, what it takes, what it answers, which errors it adds. */
export type Route = RouteShape;
export const route = <const R extends RouteShape>(entry: R): R => entry;

type Parsed<S> = S extends z.ZodType ? z.output<S> : unknown;
type Sent<S> = S extends z.ZodType ? z.input<S> : unknown;
type Field<R, K extends string> = R extends { readonly [P in K]: infer S } ? S : undefined;

/** Params, query and body merged: what a handler receives. Their keys never overlap. */
export type RouteInput<R extends Route> = Parsed<Field<R, 'params'>> &
  Parsed<Field<R, 'query'>> &
  Parsed<Field<R, 'body'>> &
  (R extends { readonly rawBody: RawBody } ? { readonly bytes: Uint8Array; readonly contentType: string } : unknown);
/** What a client passes to call the route. */
export type RouteRequest<R extends Route> = Sent<Field<R, 'params'>> &
  Sent<Field<R, 'query'>> &
  Sent<Field<R, 'body'>> &
  (R extends { readonly rawBody: RawBody } ? { readonly bytes: Blob } : unknown);
export type RouteResponse<R extends Route> = z.output<R['response']>;
