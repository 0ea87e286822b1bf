import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

/** Asks `/readyz` until the server says that it can serve. Gives up, with false, when `isOver` says so. */
export async function waitUntilReady(localUrl, isOver) {
  while (!isOver()) {
    if (await isReady(localUrl)) return true;
    await wait(100);
  }
  return false;
}

function isReady(localUrl) {
  const get = localUrl.startsWith('https:') ? getHttps : getHttp;
  return new Promise((resolve) => {
    // The certificate names the public host, and we ask by the loopback address.
    const request = get(
      `${localUrl}/readyz`,
      { timeout: 2_000, rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
