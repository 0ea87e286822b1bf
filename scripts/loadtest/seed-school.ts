import { createHash, randomBytes } from 'node:crypto';
import { type AccountId, accounts, type BrandId, catalog, type MaterialId, type ShowId, shows } from '@shoal/contract';
import pg from 'pg';
import { openApiClient } from '../client/api-client.ts';

/** A school that is signed in: sessions, and nobody ever typed a password. */
export type School = {
  readonly showId: ShowId;
  readonly brandId: BrandId;
  readonly materialId: MaterialId;
  /** A cookie value for each shopkeeper. */
  readonly tokens: readonly string[];
  readonly hostToken: string;
  readonly operatorToken: string;
  readonly accountIds: readonly AccountId[];
  readonly accountNames: readonly string[];
};

type Person = { accountId: AccountId; accountName: string; token: string };

const newToken = () => randomBytes(32).toString('base64url');
const hash = (token: string) => createHash('sha256').update(token).digest();

/**
 * Makes accounts with their sessions straight in the database: a sign-in costs 19 ms of CPU, and ten thousand of them are
 * not what is measured here. Brand, material and show come through the API; the show goes live without a stage, because
 * there is no media node.
 */
export async function seedSchool(
  target: { url: string; databaseUrl: string },
  { isLive, password, shopkeepers }: { shopkeepers: number; isLive: boolean; password: string | undefined },
): Promise<School> {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  try {
    const run = randomBytes(4).toString('hex');
    const [operator] = await insertPeople(client, { run, role: 'operator', count: 1 });
    const [host] = await insertPeople(client, { run, role: 'host', count: 1 });
    if (!operator || !host) throw new Error('no crew was seeded');
    const people = await insertPeople(client, { run, role: 'shopkeeper', count: shopkeepers });
    const prepared = await prepareShow(target.url, operator.token, host.accountId);
    await client.query(
      'insert into show_guests (show_id, account_id, invited_at) select $1, unnest($2::uuid[]), now()',
      [prepared.showId, people.map(({ accountId }) => accountId)],
    );
    if (isLive) await putOnAir(client, prepared.showId);
    if (password !== undefined) await givePassword(client, { url: target.url, password, operator, people });
    await client.query('analyze accounts, sessions, show_guests');
    return {
      ...prepared,
      tokens: people.map(({ token }) => token),
      hostToken: host.token,
      operatorToken: operator.token,
      accountIds: people.map(({ accountId }) => accountId),
      accountNames: people.map(({ accountName }) => accountName),
    };
  } finally {
    await client.end();
  }
}

async function insertPeople(
  client: pg.Client,
  { count, role, run }: { run: string; role: string; count: number },
): Promise<Person[]> {
  const tokens = Array.from({ length: count }, newToken);
  const names = tokens.map((_, index) => `load-${run}-${role}-${index + 1}`);
  const { rows } = await client.query<{ id: AccountId; account_name: string }>(
    `insert into accounts (id, account_name, role, display_name, created_at, last_seen_at)
     select gen_random_uuid(), name, $2, '小店 ' || ordinal, now(), now()
     from unnest($1::text[]) with ordinality as named (name, ordinal)
     returning id, account_name`,
    [names, role],
  );
  const idByName = new Map(rows.map((row) => [row.account_name, row.id]));
  const people = names.map((accountName, index) => ({
    accountName,
    accountId: idByName.get(accountName) as AccountId, // Each name was inserted just now.
    token: tokens[index] as string, // As many tokens as names.
  }));
  await client.query(
    `insert into sessions (id, account_id, token_hash, user_agent, created_at, last_seen_at,
       idle_expires_at, expires_at, latest_expires_at)
     select gen_random_uuid(), account_id, token_hash, 'load', now(), now(),
       now() + interval '12 hours', now() + interval '1 day', now() + interval '2 days'
     from unnest($1::uuid[], $2::bytea[]) as opened (account_id, token_hash)`,
    [people.map(({ accountId }) => accountId), people.map(({ token }) => hash(token))],
  );
  return people;
}

type PasswordGift = { url: string; password: string; operator: Person; people: readonly Person[] };

/** One account takes the password as a person does; all others get a copy of what the server stored for it. */
async function givePassword(client: pg.Client, { operator, password, people, url }: PasswordGift): Promise<void> {
  const [first] = people;
  if (!first) return;
  const crew = openApiClient(url, { sid: operator.token });
  const { url: link } = await crew.call(accounts.resetPassword, { accountId: first.accountId });
  await openApiClient(url).call(accounts.usePasswordLink, { token: link.slice(link.lastIndexOf('/') + 1), password });
  await client.query(
    `update accounts set password_hash = (select password_hash from accounts where id = $1) where id = any($2::uuid[])`,
    [first.accountId, people.map(({ accountId }) => accountId)],
  );
}

async function prepareShow(url: string, operatorToken: string, hostId: AccountId) {
  const operator = openApiClient(url, { sid: operatorToken });
  const { brandId } = await operator.call(catalog.createBrand, {
    idempotencyKey: crypto.randomUUID(),
    name: '山野茶集',
  });
  const { materialId } = await operator.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    kind: 'copy',
    title: '晨间文案',
    text: '早上好，推荐一款岩茶：今晚开箱，链接在我这里。',
  });
  const { showId } = await operator.call(shows.createShow, {
    brandId,
    hostId,
    title: '万人鱼群',
    timeZone: 'Asia/Shanghai',
    segments: [{ kind: 'forwarding', title: '一起转发', plannedMinutes: 30, materialIds: [materialId] }],
  });
  await operator.call(shows.scheduleShow, { showId, startsAt: new Date(Date.now() + 120_000).toISOString() });
  return { brandId, materialId, showId };
}

/** What going live writes. `host_gone_since` lies ahead: nobody is on the stage, and the show shall not say so. */
async function putOnAir(client: pg.Client, showId: ShowId): Promise<void> {
  await client.query('begin');
  await client.query(
    "update shows set state = 'live', went_live_at = now(), host_gone_since = now() + interval '1 day' where id = $1",
    [showId],
  );
  await client.query('update show_log_heads set top_seq = top_seq + 1 where show_id = $1', [showId]);
  await client.query(
    `insert into show_log_entries (show_id, seq, at, programme_ms, kind, body)
     select show_id, top_seq, now(), 0, 'show.wentLive', '{}' from show_log_heads where show_id = $1`,
    [showId],
  );
  await client.query('commit');
}
