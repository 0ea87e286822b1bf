import {
  type Ack,
  allCommands,
  allRoutes,
  isErrorCode,
  PROTOCOL_VERSION,
  type Refusal,
  type Route,
  shows,
} from '@shoal/contract';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { AccessRow } from './access-rows/access-row.ts';
import { accessTable } from './access-table.ts';
import { type AccessWorld, type Actor, actors, givenAccessWorld } from './access-world.ts';
import { toHostileJson } from './hostile-json.ts';
import type { TestClient } from './test-client.ts';
import { type SignedIn, useTestServer } from './test-server.ts';
import type { TestSocket } from './test-socket.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent', DEMO: 'on' } });
/** Others each time. */
const RUNS = 120;
/** Sent together; a socket may send 40 at once. */
const BATCH = 30;
/** A larger packet rightly closes its socket. */
const MAX_BYTES = 60_000;
const LIMIT_MS = 150_000; // For a machine that is busy; idle it takes a tenth.

let world: AccessWorld;
beforeEach(async () => {
  world = await givenAccessWorld(server);
});

test('hostile bodies are answered by a typed error or taken', { timeout: LIMIT_MS }, async () => {
  for (const route of allRoutes.filter(({ body }) => body)) {
    const { actor, entry, input } = useOf(route);
    await expectTyped({ entry, valid: pick(route, input, 'rest'), schema: route.body }, async (values) => {
      const client = await clientOf(actor);
      return Promise.all(values.map((body) => call(client, route, { path: toPath(route, input), body })));
    });
  }
});

test('hostile paths are answered by a typed error or taken', { timeout: LIMIT_MS }, async () => {
  for (const route of allRoutes.filter(({ params }) => params)) {
    const { actor, entry, input } = useOf(route);
    const body = route.body && pick(route, input, 'rest');
    await expectTyped({ entry, valid: pick(route, input, 'params'), schema: route.params }, async (values) => {
      const client = await clientOf(actor);
      const paths = values.map((value) => toPath(route, { ...input, ...toObject(value) }));
      return Promise.all(paths.map((path) => call(client, route, { path, body })));
    });
  }
});

test('hostile queries are answered by a typed error or taken', { timeout: LIMIT_MS }, async () => {
  for (const route of allRoutes.filter(({ query }) => query)) {
    const { actor, entry, input } = useOf(route);
    await expectTyped({ entry, valid: pick(route, input, 'rest'), schema: route.query }, async (values) => {
      const client = await clientOf(actor);
      return Promise.all(values.map((value) => call(client, route, { path: `${route.path}?${toQuery(value)}` })));
    });
  }
});

test('hostile commands are answered by a typed error or taken', { timeout: LIMIT_MS }, async () => {
  for (const { input: schema, name } of allCommands) {
    const { actor, input, row } = findUse(name);
    await expectTyped({ entry: name, valid: input, schema }, async (values) => {
      const socket = await openSocket(actor, row);
      const answers = await Promise.all(values.map((value) => socket.sendRaw(name, value)));
      expect(socket.isConnected).toBe(true);
      socket.close();
      return answers.map(toCode);
    });
  }
});

type Subject = { entry: string; valid: Record<string, unknown>; schema: z.ZodType | undefined };
type Send = (values: unknown[]) => Promise<(string | undefined)[]>;

/** Whatever comes: a success or an error that the contract knows; and the server goes on answering. */
async function expectTyped({ entry, schema, valid }: Subject, send: Send): Promise<void> {
  const texts = toHostileJson(valid, listKeys(schema))
    .map((value) => JSON.stringify(value))
    .filter((text) => Buffer.byteLength(text) < MAX_BYTES);
  const property = fc.asyncProperty(fc.array(texts, { minLength: BATCH, maxLength: BATCH }), async (batch) => {
    const codes = await send(batch.map((text) => JSON.parse(text)));
    const bad = batch.flatMap((text, at) => (isTyped(codes[at]) ? [] : [`${codes[at]}: ${text.slice(0, 300)}`]));
    expect({ entry, bad }).toEqual({ entry, bad: [] });
  });
  await fc.assert(property, { numRuns: chooseRuns(schema) / BATCH, endOnFailure: true });
  expect((await server.anonymous().fetch('/healthz')).status).toBe(200);
}

const tried = new Set<string>();

/** Many routes ask for the same, which is tried in full once. */
function chooseRuns(schema: z.ZodType | undefined): number {
  const asked = schema ? JSON.stringify(toJson(schema)) : '';
  if (tried.has(asked)) return BATCH;
  tried.add(asked);
  return RUNS;
}

const isTyped = (code: string | undefined) => code === 'ok' || (isErrorCode(code) && !code.startsWith('server.'));

const toJson = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

const listKeys = (schema: z.ZodType | undefined): string[] =>
  schema ? Object.keys(toJson(schema).properties ?? {}) : [];

type Use = { actor: Actor; entry: string; input: Record<string, unknown>; row: AccessRow };

/** The most powerful actor whom the table lets use an entry, with input that fits. */
function findUse(entry: string): Use {
  const rows = accessTable.filter((row) => row.entry === entry);
  const row = rows.find(({ cells }) => cells.includes('o')) ?? rows[0];
  if (!row) throw new Error(`the access table has no row for ${entry}`);
  const actor = actors[row.cells.split(' ').lastIndexOf('o')] ?? 'anonymous';
  return { actor, entry, row, input: row.input?.(world.names, world.names) ?? {} };
}

const useOf = ({ method, path }: Route) => findUse(`${method} ${path}`);

const pick = ({ path }: Route, input: Record<string, unknown>, part: 'params' | 'rest') =>
  Object.fromEntries(Object.entries(input).filter(([name]) => path.includes(`:${name}`) === (part === 'params')));

const batches: Partial<Record<Actor, number>> = {};

/** A client of that actor, with a fresh session before the last one's requests are rationed. */
async function clientOf(actor: Actor): Promise<TestClient> {
  const count = (batches[actor] ?? 0) + 1;
  batches[actor] = count;
  const client = world.clients[actor];
  if (count % 8 === 0 && client.member) world.clients[actor] = await server.signInAgain(client as SignedIn); // It has a member.
  return world.clients[actor];
}

async function call(client: TestClient, route: Route, { body, path }: { path: string; body?: unknown }) {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await client.fetch(`/api${path}`, { method: route.method, ...init });
  const answer = (await response.json()) as { error?: Refusal };
  return response.ok ? 'ok' : answer.error?.code;
}

const toObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : { showId: value, token: value, code: value };
const toText = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 1_000);
// A path of dots only is another path.
const toPath = ({ path }: Route, input: Record<string, unknown>) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(toText(input[name])).replace(/^\.+$/, '%00'));
const toQuery = (value: unknown) =>
  Object.entries(toObject(value))
    .flatMap(([name, part]) => (Array.isArray(part) ? part.slice(0, 3).map((one) => [name, one]) : [[name, part]]))
    .map(([name, part]) => `${encodeURIComponent(toText(name))}=${encodeURIComponent(toText(part))}`)
    .join('&')
    .slice(0, 1_500);

const toCode = (answer: Ack<unknown> | undefined) => (answer?.ok === false ? answer.error.code : answer && 'ok');

async function openSocket(actor: Actor, row: AccessRow): Promise<TestSocket> {
  const socket = await world.clients[actor].connect?.();
  if (!socket) throw new Error(`${actor} has no socket`);
  const door = actor === 'guest' ? 'room' : 'studio';
  const joining = { tabId: crypto.randomUUID(), door, protocol: PROTOCOL_VERSION, position: null };
  if (row.joins) await socket.sendRaw(shows.joinShow.name, { ...joining, showId: world.names.showId });
  return socket;
}
