import { PROTOCOL_VERSION } from '@shoal/contract';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { sessionCookieName } from '../../platform/session-cookie.ts';
import { givenSession } from '../../testing/given.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const CLIENTS = 1_000;
/** What is asked because somebody signs in and joins. */
const OF_CLIENTS = /"token_hash"|show_guests|chat_mutes|chat_messages|"show_log_entries"|from "show_log_heads" where/;

type Wire = { socket: WebSocket; opened: Promise<unknown>; signIn: () => Promise<string>; join: () => Promise<string> };

/** One browser as it is on the wire. */
function dial(token: string, showId: string): Wire {
  const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const headers = { cookie: `${sessionCookieName(false)}=${token}`, origin: 'http://shoal.test' };
  const socket = new WebSocket(url, { headers } as unknown as string[]); // Node takes options where browsers take protocols.
  const hears = (...starts: string[]) =>
    new Promise<string>((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('no connection')));
      socket.addEventListener('message', ({ data }) => {
        if (starts.some((start) => String(data).startsWith(start))) resolve(String(data));
      });
    });
  const opened = hears('0');
  const signIn = () => {
    const answer = hears('40', '44');
    socket.send('40');
    return answer;
  };
  const join = () => {
    const request = { showId, tabId: newId(), door: 'room', protocol: PROTOCOL_VERSION, position: null };
    const answer = hears('430');
    socket.send(`420${JSON.stringify(['show:join', request])}`);
    return answer;
  };
  return { socket, opened, signIn, join };
}

/** Counts what is asked because somebody connects and joins; the rest is asked by the clock, whoever is here. */
function countQueries(): () => number {
  let count = 0;
  const stockQuery = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [query] = args as [string | { text: string }];
    if (OF_CLIENTS.test(typeof query === 'string' ? query : query.text)) count += 1;
    return Reflect.apply(stockQuery, this, args);
  } as never); // Its overloads have no common type.
  return () => count;
}

test('a thousand shopkeepers who sign in and join at once are looked up together', async () => {
  const guests = await Promise.all(
    Array.from({ length: CLIENTS }, () => server.signIn('shopkeeper').then(({ member }) => member)),
  );
  const host = await server.signIn('host');
  const guestIds = guests.map(({ accountId }) => accountId);
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const tokens = await Promise.all(
    guests.map(async (guest) => (await givenSession(server.db, server.clock.now, guest)).token),
  );
  const [first, ...others] = tokens;
  const opening = dial(first ?? '', showId);
  await opening.opened;
  await opening.signIn();
  await opening.join(); // The show's log and chat are loaded.
  const count = countQueries();

  const clients = others.map((token) => dial(token, showId));
  await Promise.all(clients.map(({ opened }) => opened)); // Dialling takes one process too long for a storm.
  const signedIn = await Promise.all(clients.map(({ signIn }) => signIn()));
  const ofSigningIn = count();
  const answers = await Promise.all(clients.map(({ join }) => join()));
  const ofJoining = count() - ofSigningIn;

  vi.restoreAllMocks();
  for (const { socket } of [opening, ...clients]) socket.close();
  await waitUntil(() => server.ground.io.engine.clientsCount === 0, 'sockets stayed', 20_000);
  expect(answers.every((answer) => answer.startsWith('430[{"ok":true'))).toBe(true);
  expect(signedIn.every((answer) => answer.startsWith('40'))).toBe(true);
  // A slow machine takes several windows for what it is told at once; a query for each hundred is what the proof of a storm asks.
  expect(ofSigningIn).toBeLessThanOrEqual(CLIENTS / 20);
  expect(ofJoining).toBeLessThanOrEqual(CLIENTS / 20);
}, 90_000);
