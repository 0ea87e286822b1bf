import { open } from 'node:fs/promises';
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
  /** Stores a file of any size up to 300 GB, in parts; it is there whole or not at all. */
  putFile(key: string, path: string, type: string): Promise<void>;
  /** The object as it comes, or the bytes of an HTTP range; undefined when there is no such object. */
  open(key: string, range: string | undefined): Promise<Response | undefined>;
  /** Removes what is there below a prefix. */
  removeAll(prefix: string): Promise<void>;
};

const TIMEOUT_MS = 15_000;
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 100;
const DELETES_AT_ONCE = 8;
/** S3 takes 10,000 parts of 5 MiB or more. */
const PART_BYTES = 32 * 1024 * 1024;
const PART_TIMEOUT_MS = 120_000;

/** A store spoken to in path style; what fails at once is tried three times. */
export function openObjectStore({ bucket, endpoint, prefix, region, ...keys }: S3Config): ObjectStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: ATTEMPTS - 1, initRetryMs: FIRST_RETRY_MS });
  const root = `${endpoint}/${bucket}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await client.fetch(`${root}${path}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.ok || answer.status === 404) return answer;
    throw new Error(`the object store answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  };
  const upload = async (path: string, init: RequestInit): Promise<{ text: string; etag: string }> => {
    const answer = await client.fetch(root + path, { ...init, signal: AbortSignal.timeout(PART_TIMEOUT_MS) });
    const text = await answer.text();
    // The last step may fail after it began to answer 200.
    if (answer.ok && !text.includes('<Error>')) return { text, etag: answer.headers.get('etag') ?? '' };
    throw new Error(`the object store answered ${answer.status} to an upload: ${text.slice(0, 200)}`);
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
    putFile: (key, path, type) => putInParts((query, init) => upload(`/${prefix}${key}${query}`, init), { path, type }),
    async open(key, range) {
      // No bound: it lasts as long as its reader reads.
      const answer = await client.fetch(`${root}/${prefix}${key}`, range === undefined ? {} : { headers: { range } });
      if (answer.ok || answer.status === 416) return answer;
      await answer.body?.cancel();
      if (answer.status === 404) return undefined;
      throw new Error(`the object store answered ${answer.status}`);
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

type Upload = (query: string, init: RequestInit) => Promise<{ text: string; etag: string }>;

/** One part in memory at a time; a part that failed takes back those before it. */
async function putInParts(upload: Upload, { path, type }: { path: string; type: string }): Promise<void> {
  const begun = await upload('?uploads=', { method: 'POST', headers: { 'content-type': type } });
  const uploadId = encodeURIComponent(/<UploadId>([^<]+)</.exec(begun.text)?.[1] ?? '');
  const file = await open(path);
  try {
    const etags: string[] = [];
    const buffer = Buffer.alloc(PART_BYTES);
    for (let at = 0, isLast = false; !isLast; at += PART_BYTES) {
      const { bytesRead } = await file.read(buffer, 0, PART_BYTES, at);
      isLast = bytesRead < PART_BYTES;
      if (bytesRead === 0 && etags.length > 0) break;
      const body = new Uint8Array(buffer.subarray(0, bytesRead));
      const { etag } = await upload(`?partNumber=${etags.length + 1}&uploadId=${uploadId}`, { method: 'PUT', body });
      etags.push(etag);
    }
    const parts = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    await upload(`?uploadId=${uploadId}`, { method: 'POST', body });
  } catch (error) {
    await upload(`?uploadId=${uploadId}`, { method: 'DELETE' }).catch(() => undefined); // The first error is the one to tell.
    throw error;
  } finally {
    await file.close();
  }
}
