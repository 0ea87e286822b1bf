import type { BrowserContext, Route } from 'playwright-core';

type ApiPath = string | RegExp;
const toPattern = (path: ApiPath) => (typeof path === 'string' ? `**/api${path}` : path);

/** Calls that never come back: the loading state stands still. */
export const hold = (path: ApiPath) => async (context: BrowserContext) => context.route(toPattern(path), () => {});

/** The server answers that it broke. */
export const fail = (path: ApiPath) => async (context: BrowserContext) =>
  context.route(toPattern(path), (route) =>
    route.fulfill({
      status: 500,
      json: { error: { code: 'server.unexpected', message: 'failed by the gallery', retry: 'after_delay' } },
    }),
  );

/** An answer made up for a state that the demo does not have. */
export const answer = (path: ApiPath, change: (real: never) => unknown) => async (context: BrowserContext) =>
  context.route(toPattern(path), (route) => changeAnswer(route, change));

/** Several at once. */
export const all =
  (...faults: ((context: BrowserContext) => Promise<unknown>)[]) =>
  async (context: BrowserContext) => {
    for (const fault of faults) await fault(context);
  };

async function changeAnswer(route: Route, change: (real: never) => unknown): Promise<void> {
  if (route.request().method() !== 'GET') return route.fallback();
  const real = await route.fetch();
  const changed = change((await real.json()) as never); // The caller knows the route it names.
  await route.fulfill({ response: real, json: changed });
}
