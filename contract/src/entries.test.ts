import { expect, test } from 'vitest';
import { z } from 'zod';
import { allBroadcasts, allCommands, allNodeCalls, allNodeReports, allRoutes } from './entries.ts';
import { errorCodes, isErrorCode } from './errors.ts';
import { line, paragraph } from './text.ts';
import { Instant, TimeZone } from './time.ts';
import { en, zh } from './words/index.ts';

const repeated = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

test('every entry has a name of its own', () => {
  const routes = allRoutes.map((route) => `${route.method} ${route.path}`);
  const messages = [...allCommands, ...allBroadcasts].map((entry) => entry.name);
  const nodeMessages = [...allNodeCalls, ...allNodeReports].map((entry) => entry.name);

  expect(routes.length).toBeGreaterThan(40);
  expect(messages.length).toBeGreaterThan(25);
  expect(nodeMessages.length).toBeGreaterThan(15);
  expect(repeated(routes)).toEqual([]);
  expect(repeated(messages)).toEqual([]);
  expect(repeated(nodeMessages)).toEqual([]);
});

test('every error that an entry names is declared', () => {
  const named = [...allRoutes, ...allCommands, ...allNodeCalls].flatMap((entry) => entry.errors);

  expect(named.filter((code) => !isErrorCode(code))).toEqual([]);
});

test('every declared error has words in both languages', () => {
  for (const words of [zh.errors, en.errors]) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(errorCodes).sort());
  }
});

test('every parameter in a path is parsed', () => {
  for (const { path, params } of allRoutes) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    const parsed = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
    expect(parsed.sort(), path).toEqual(inPath.sort());
  }
});

test('params, query and body of a route share no key', () => {
  for (const { method, path, params, query, body } of allRoutes) {
    const keys = [params, query, body].flatMap((schema) =>
      schema instanceof z.ZodObject ? Object.keys(schema.shape) : [],
    );
    expect(repeated(keys), `${method} ${path}`).toEqual([]);
  }
});

test('a GET has no body and is free of side effects by its verb', () => {
  expect(
    allRoutes.filter((route) => route.method === 'GET' && (route.body ?? route.rawBody)).map((route) => route.path),
  ).toEqual([]);
});

test('every schema can be told as JSON Schema, so that the wire is documented whole', () => {
  const schemas = [
    ...allRoutes.flatMap((route) => [route.params, route.query, route.body, route.response]),
    ...allCommands.flatMap((command) => [command.input, command.output]),
    ...allBroadcasts.map((broadcast) => broadcast.payload),
  ];
  for (const schema of schemas) {
    if (schema) expect(() => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).not.toThrow();
  }
});

test('line() drops characters that disguise one text as another', () => {
  expect(line(20).parse('  a\u202eb\u200bc\n d ')).toBe('abc d');
  expect(line(20).parse('half \ud800a pair 🐟')).toBe('half a pair 🐟');
  expect(line(3).safeParse('\u200b\u200b').success).toBe(false);
  expect(line(3).safeParse('abcd').success).toBe(false);
});

test('paragraph() keeps line breaks and joined emoji', () => {
  expect(paragraph(40).parse('一\r\n二 👩‍🌾')).toBe('一\n二 👩‍🌾');
});

test('Instant takes UTC milliseconds only, TimeZone takes known zones only', () => {
  expect(Instant.safeParse('2026-03-01T10:00:00.000Z').success).toBe(true);
  expect(Instant.safeParse('2026-03-01T10:00:00+08:00').success).toBe(false);
  expect(TimeZone.safeParse('Asia/Shanghai').success).toBe(true);
  expect(TimeZone.safeParse('Mars/Olympus').success).toBe(false);
});
