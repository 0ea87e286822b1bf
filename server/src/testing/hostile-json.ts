import fc from 'fast-check';

type Json = unknown;

const nest = (levels: number): Json => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
const polluted = ['{"__proto__":{"role":"operator","isRemoved":true}}', '{"constructor":{"prototype":{"a":1}}}'];

/** What no schema hopes for in the place of a value. */
const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Json>(null, true, -1, 0, 0.5, 2 ** 31, 2 ** 53, 1e308, -1e308) },
  { weight: 3, arbitrary: fc.constantFrom<Json>('', '\0', 'a\0b', '\ud800', '\u202e', 'x'.repeat(900), '%', '..') },
  { weight: 1, arbitrary: fc.constantFrom<Json>('__proto__', "'; drop table shows; --", '1e3', '0x1', 'NaN') },
  { weight: 1, arbitrary: fc.constantFrom<Json>('0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z') },
  { weight: 1, arbitrary: fc.constantFrom<Json>('https://a.test/\0', 'javascript:alert(1)') },
  { weight: 2, arbitrary: fc.constantFrom<Json>([], {}, [[]], ['a'], [null], { $ne: null }, { length: 1e9 }) },
  { weight: 1, arbitrary: fc.constantFrom(...polluted).map((text): Json => JSON.parse(text)) },
  { weight: 1, arbitrary: fc.constantFrom(50, 3_000).map(nest) },
  { weight: 2, arbitrary: fc.uuid().map((id) => id.toUpperCase()) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const hostileKeys = ['__proto__', 'constructor', 'toString', 'isRemoved', '', 'role', 'a.b'];

/** A value that was fine, bent a little. */
const bends: readonly ((value: Json) => Json)[] = [
  (value) => (typeof value === 'string' ? `${value}\0` : null),
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  (value) => (typeof value === 'string' ? value.repeat(40) : -1),
  (value) => (typeof value === 'number' ? value * 2 ** 53 : ` ${String(value)}`),
  (value) => (typeof value === 'number' ? value + 0.5 : ''),
  (value) => [value],
  (value) => ({ value }),
  (value) => (Array.isArray(value) ? Array(300).fill(value[0] ?? 1) : String(value)),
];

type Change = { path: readonly string[]; toBad: (value: Json) => Json };

/**
 * Random JSON: most of it what an entry takes with one or two things wrong, the rest anything at all.
 * `keys` are what the entry knows beyond what stands in `valid`.
 */
export const toHostileJson = (valid: Record<string, Json>, keys: readonly string[]): fc.Arbitrary<Json> => {
  const inside = fc.constantFrom(...listPaths(valid), ...keys.map((key) => [key]), ['none']);
  const outside = fc.constantFrom(...hostileKeys.map((key) => [key]));
  const swap = hostileValue.map((bad) => () => bad);
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ path: inside, toBad: swap }) },
    { weight: 4, arbitrary: fc.record({ path: inside, toBad: fc.constantFrom(...bends) }) },
    { weight: 1, arbitrary: fc.record({ path: outside, toBad: swap }) },
  );
  const spoilt = fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map((changes) => changes.reduce<Json>((value, { path, toBad }: Change) => replaceAt(value, path, toBad), valid));
  return fc.oneof({ weight: 8, arbitrary: spoilt }, { weight: 1, arbitrary: hostileValue });
};

/** Every place in a value where another could stand. */
function listPaths(value: Json): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[key], ...listPaths(part).map((path) => [key, ...path])]);
}

/** The value with another one at a path; keys such as `__proto__` become keys like any other. */
function replaceAt(value: Json, [key, ...rest]: readonly string[], toBad: Change['toBad']): Json {
  if (key === undefined) return toBad(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part, at) => (String(at) === key ? replaceAt(part, rest, toBad) : part));
  const part: Json = Object.getOwnPropertyDescriptor(value, key)?.value;
  return Object.fromEntries([...Object.entries(value), [key, replaceAt(part, rest, toBad)]]);
}
