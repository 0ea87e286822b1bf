import type { Route } from '@shoal/contract';

/**
 * Method and path of a route, typed by its contract entry.
 * The entry itself carries schemas; naming only its type keeps the schema library out of what a phone downloads.
 */
export type Endpoint<R extends Route> = {
  readonly method: R['method'];
  readonly path: R['path'];
  /** Never set: it carries the entry's type. */
  readonly entry?: R;
};

export const endpoint = <R extends Route>(method: R['method'], path: R['path']): Endpoint<R> => ({ method, path });
