import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { type SignedIn, useTestServer } from '../testing/test-server.ts';
import { waitUntil } from '../testing/wait-until.ts';

const server = useTestServer();

/** A picture of which the first byte has come, and no more yet. */
function begin({ cookie }: SignedIn): { sending: ClientRequest; status: Promise<number | undefined> } {
  const { host, hostname, origin, port } = new URL(server.url);
  const headers = { cookie, origin, host, 'content-type': 'image/png', 'content-length': 2 };
  const sending = request({ hostname, port, path: '/api/pictures', method: 'POST', headers });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.write('x');
  return {
    sending,
    status: answered.then(
      ([{ statusCode }]) => statusCode,
      () => undefined,
    ),
  };
}

/** Those that are answered while nothing more of them comes. */
const countRefused = async (begun: readonly { status: Promise<number | undefined> }[]) => {
  let refused = 0;
  for (const { status } of begun) void status.then((code) => (refused += code === 429 ? 1 : 0));
  await waitUntil(() => refused > 0, 'none was refused');
  return refused;
};

test('an account has four files on their way at once, however slow they come; another has its own', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const again = await server.signInAgain(keeper);
  const begun = [keeper, again, keeper, again, keeper].map(begin);

  expect(await countRefused(begun)).toBe(1);
  const others = begin(other);
  others.sending.end('x');
  expect(await others.status).toBe(422); // It came whole, and is no picture.

  for (const { sending } of begun) sending.destroy();
  const nextIsTaken = async () => {
    const next = begin(keeper);
    next.sending.end('x');
    return (await next.status) === 422;
  };
  await waitUntil(nextIsTaken, 'what was broken off still has its place');
});
