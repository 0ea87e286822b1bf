import {
  type Ack,
  allCommands,
  allRoutes,
  type Command,
  type ErrorCode,
  errorCodes,
  PROTOCOL_VERSION,
  type Refusal,
  type Route,
  shows,
  type TabId,
} from '@shoal/contract';
import { expect, test } from 'vitest';
import type { AccessRow } from './access-rows/access-row.ts';
import { accessTable } from './access-table.ts';
import { type AccessWorld, type Actor, actors, givenAccessWorld, type Names, toMissing } from './access-world.ts';
import { toRequest } from './test-client.ts';
import { useTestServer } from './test-server.ts';
import { connectTestSocket } from './test-socket.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent', DEMO: 'on' } });
const routes = new Map(allRoutes.map((route) => [`${route.method} ${route.path}`, route]));
const commands = new Map(allCommands.map((command) => [command.name as string, command]));

test('the access table has a row for every route and command, and none for others', () => {
  const known = [...routes.keys(), ...commands.keys()].toSorted();
  expect([...new Set(accessTable.map(({ entry }) => entry))].toSorted()).toEqual(known);
  for (const { cells, entry, missing = cells } of accessTable) {
    expect(`${entry}: ${cells} | ${missing}`).toMatch(/: ([SNHo] ){5}[SNHo] \| ([SNHo] ){5}[SNHo]$/);
  }
});

const nameOf = ({ about, entry }: AccessRow) => (about === undefined ? entry : `${entry} ${about}`);

const isReading = ({ entry, isSpent }: AccessRow) => entry.startsWith('GET ') && !isSpent;

test('all that only reads, of one world', async () => {
  const world = await givenAccessWorld(server);
  for (const row of accessTable.filter(isReading)) await expectRow(row, world);
});

const acting = accessTable.filter((row) => !isReading(row));
test.each(acting.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
  await expectRow(row, await givenAccessWorld(server));
});

async function expectRow(row: AccessRow, world: AccessWorld): Promise<void> {
  const own = await tryAll(row, world, 'own');
  expect(own.cells, nameOf(row)).toBe(withModerator(row.cells, row.moderator));
  if (row.hidden === undefined) return;

  const missing = await tryAll(row, world, 'missing'); // What nobody has is missing after anything.

  const none = row.missing ?? row.cells.replaceAll('o', 'H');
  expect(missing.cells, nameOf(row)).toBe(
    withModerator(none, row.moderator && (row.moderator === 'o' ? 'H' : row.moderator)),
  );
  for (const actor of actors) {
    if (own.letters[actor] === 'H') expect(own.told[actor], `${nameOf(row)} ${actor}`).toEqual(missing.told[actor]);
  }
}

/** Her cell after the six: the guest's, unless the row says otherwise. */
const withModerator = (cells: string, own: AccessRow['moderator'] | '' = undefined) =>
  `${cells} ${own || cells.split(' ')[actors.indexOf('guest')]}`;

type Target = 'own' | 'missing';
type Told = { letter: string; refusal: Refusal | undefined };

async function tryAll(row: AccessRow, world: AccessWorld, target: Target) {
  const letters: Partial<Record<Actor, string>> = {};
  const told: Partial<Record<Actor, unknown>> = {};
  const expected = withModerator(row.cells, row.moderator).split(' ');
  // Who is refused tries first: what somebody else used up would refuse her too.
  const order = actors.toSorted((a, b) => rank(expected[actors.indexOf(a)]) - rank(expected[actors.indexOf(b)]));
  for (const actor of order) {
    const here = row.isSpent ? await givenAccessWorld(server) : world;
    const names = target === 'own' ? here.names : toMissing(here.names);
    const { letter, refusal } = await tryOne(row, { actor, names, world: here });
    letters[actor] = letter;
    told[actor] = withoutNames(refusal, [names, here.names]);
  }
  return { cells: actors.map((actor) => letters[actor]).join(' '), letters, told };
}

const rank = (letter: string | undefined) => (letter === 'o' ? 1 : 0);

/** What was refused and why, whoever it was about. */
const withoutNames = (refusal: Refusal | undefined, names: readonly Names[]): Refusal | undefined =>
  refusal && {
    ...refusal,
    message: names
      .flatMap((some) => Object.values(some).filter((name) => typeof name === 'string'))
      .reduce<string>((message, name) => message.replaceAll(name, '…'), refusal.message),
  };

type Attempt = { actor: Actor; names: Names; world: AccessWorld };

async function tryOne(row: AccessRow, attempt: Attempt): Promise<Told> {
  const route = routes.get(row.entry);
  const command = commands.get(row.entry);
  const refusal = route ? await callRoute(route, row, attempt) : command && (await sendCommand(command, row, attempt));
  if (refusal) checkDeclared(route ?? command, refusal);
  return { refusal, letter: toLetter(row, refusal?.code) };
}

async function callRoute(route: Route, row: AccessRow, { actor, names, world }: Attempt): Promise<Refusal | undefined> {
  const { init, path } = toRequest(route, row.input?.(names, world.names) ?? {});
  const response = await world.clients[actor].fetch(`/api${path}`, init);
  const answer = (await response.json()) as { error?: Refusal };
  if (!response.ok && !answer.error) throw new Error(`${row.entry} answered ${response.status} without an error`);
  return response.ok ? undefined : answer.error;
}

async function sendCommand(command: Command, row: AccessRow, { actor, names, world }: Attempt) {
  const { connect } = world.clients[actor];
  if (!connect) return knock(world);
  const socket = await connect();
  if (row.joins) {
    const door = actor === 'host' || actor === 'operator' ? 'studio' : 'room';
    const tab = { tabId: crypto.randomUUID() as TabId, door, protocol: PROTOCOL_VERSION, position: null };
    await socket.sendRaw(shows.joinShow.name, { ...tab, showId: world.names.showId });
  }
  const answer: Ack<unknown> | undefined = await socket.sendRaw(command.name, row.input?.(names, world.names) ?? {});
  socket.close();
  if (!answer) throw new Error(`${command.name} was not acknowledged`);
  return answer.ok ? undefined : answer.error;
}

/** Without a session there is no socket to send a command on. */
async function knock(world: AccessWorld): Promise<Refusal> {
  const refusal = await connectTestSocket({ origin: world.clients.anonymous.origin, cookie: '' }).then(
    () => undefined,
    (error: Error & { data?: Refusal }) => error.data,
  );
  if (!refusal) throw new Error('a socket was opened without a session');
  return refusal;
}

function toLetter({ hidden = [] }: AccessRow, code: ErrorCode | undefined): string {
  if (code === undefined) return 'o';
  if (code === 'accounts.signed_out') return 'S';
  if (code === 'accounts.not_allowed') return 'N';
  return [hidden].flat().includes(code) ? 'H' : 'o';
}

/** Allowed means that it got past the door: the input was fine, and what it answered stands in the contract. */
function checkDeclared(entry: Route | Command | undefined, { code }: Refusal): void {
  const everywhere: ErrorCode[] = ['accounts.signed_out', 'accounts.not_allowed'];
  expect(Object.keys(errorCodes)).toContain(code);
  expect([...everywhere, ...(entry?.errors ?? [])]).toContain(code);
}
