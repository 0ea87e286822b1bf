import { AwsClient } from 'aws4fetch';

/** Where an S3-compatible store is and who we are there. */
export type S3Config = {
  /** Without a slash at the end; buckets are in its path. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Before every key; empty, or with a slash at its end. */
  prefix: string;
};

/** An S3-compatible store. Every call throws when the store is away or refuses. */
export type ObjectStore = {
  /** Undefined when there is no such object. */
  find(key: string): Promise<Buffer | undefined>;
  /** Every key below a prefix, in order. */
  list(prefix: string): Promise<string[]>;
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** Removes what is there below a prefix. */
  removeAll(prefix: string): Promise<void>;
};

const TIMEOUT_MS = 15_000;
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 100;
const DELETES_AT_ONCE = 8;

/** A store spoken to in path style; what fails at once is tried three times. */
export function openObjectStore({ bucket, endpoint, prefix, region, ...keys }: S3Config): ObjectStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: ATTEMPTS - 1, initRetryMs: FIRST_RETRY_MS });
  const root = `${endpoint}/${bucket}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await client.fetch(`${root}${path}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.ok || answer.status === 404) return answer;
    throw new Error(`the object store answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  };
  const listPage = async (below: string, token: string | undefined) => {
    const query = new URLSearchParams({ 'list-type': '2', prefix: prefix + below });
    if (token !== undefined) query.set('continuation-token', token);
    const answer = await ask(`?${query}`);
    if (!answer.ok) throw new Error(`the object store has no bucket ${bucket}`);
    const text = await answer.text();
    const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key.slice(prefix.length));
    return { keys, next: /<NextContinuationToken>([^<]*)</.exec(text)?.[1] };
  };
  const list = async (below: string): Promise<string[]> => {
    const all: string[] = [];
    for (let next: string | undefined, isFirst = true; isFirst || next !== undefined; isFirst = false) {
      const page = await listPage(below, next);
      all.push(...page.keys);
      next = page.next;
    }
    return all;
  };
  return {
    list,
    async find(key) {
      const answer = await ask(`/${prefix}${key}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return answer.ok ? bytes : undefined;
    },
    async put(key, bytes, type) {
      const body = new Uint8Array(bytes);
      const answer = await ask(`/${prefix}${key}`, { method: 'PUT', body, headers: { 'content-type': type } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`the object store has no bucket ${bucket}`);
    },
    async removeAll(below) {
      const keys = await list(below);
      const remove = async () => {
        for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
          await (await ask(`/${prefix}${key}`, { method: 'DELETE' })).arrayBuffer();
        }
      };
      await Promise.all(Array.from({ length: DELETES_AT_ONCE }, remove));
    },
  };
}
