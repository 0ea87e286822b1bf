import { type Ack, allCommands, Role, shows } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const codeOf = (answer: Ack<unknown> | undefined) => (answer?.ok === false ? answer.error.code : answer && 'ok');

const bad: unknown[] = [
  undefined,
  null,
  7,
  'text',
  [],
  [{}],
  {},
  { no: 'such key' },
  JSON.parse('{"__proto__":{"role":"operator"}}'),
  { showId: "'; drop table shows; --" },
  { showId: ['a'] },
  { showId: { $ne: null } },
  'x'.repeat(20_000),
];

test('every command of the contract is registered, once', () => {
  const registered = server.ground.commands.registered.map(({ name }) => name);
  expect(registered.toSorted()).toEqual(allCommands.map(({ name }) => name).toSorted());
});

describe.each(allCommands.map((command) => [command.name, command] as const))('%s', (name, command) => {
  test('lets through whom the contract names and answers a typed error to bad input', async () => {
    for (const role of Role.options) {
      const socket = await (await server.signIn(role)).connect();
      const isAllowed = command.callers === 'anyone' || command.callers.some((allowed) => allowed === role);
      for (const payload of bad) {
        const code = codeOf(await socket.sendRaw(name, payload));
        expect({ role, code }).toEqual({ role, code: isAllowed ? 'request.invalid' : 'accounts.not_allowed' });
      }
      expect(socket.isConnected).toBe(true);
      socket.close();
    }
  });
});

test('an unknown command, and one without an acknowledgement, do no harm', async () => {
  const socket = await (await server.signIn('shopkeeper')).connect();

  for (const name of ['no:such', 'constructor', '__proto__', 'toString', 'x'.repeat(1_000)]) {
    expect(codeOf(await socket.sendRaw(name, {}))).toBe('request.not_found');
  }
  expect(socket.isConnected).toBe(true);
  socket.close();
});

test('a command without a payload, or with more than one, is answered like any other', async () => {
  const socket = await (await server.signIn('operator')).connect();

  expect(await socket.sendRaw(shows.leaveShow.name)).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
  expect(await socket.sendRaw(shows.leaveShow.name, { showId: crypto.randomUUID() }, 'more')).toMatchObject({
    ok: true,
  });
});

test("a packet above 64 KiB closes its own socket and nobody else's", async () => {
  const [loud, quiet] = [await (await server.signIn('host')).connect(), await (await server.signIn('host')).connect()];

  expect(await loud.sendRaw('chat:send', 'x'.repeat(70_000))).toBeUndefined();

  expect(loud.isConnected).toBe(false);
  expect(quiet.isConnected).toBe(true);
  quiet.close();
});

test('a flood is refused after its burst, and closed when it goes on', async () => {
  const socket = await (await server.signIn('shopkeeper')).connect();

  const answers = await Promise.all(Array.from({ length: 60 }, () => socket.sendRaw('no:such', {})));
  const codes = answers.map(codeOf);

  expect(codes.slice(0, 40)).toEqual(Array(40).fill('request.not_found'));
  expect(codes.filter((code) => code === 'request.rate_limited').length).toBeGreaterThanOrEqual(15);
  await Promise.all(Array.from({ length: 400 }, () => socket.sendRaw('no:such', {})));
  expect(socket.isConnected).toBe(false);
});
