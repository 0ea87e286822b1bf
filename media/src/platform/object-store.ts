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

export type ObjectStore = {
  /** Stores whole or not at all; repeating it changes nothing. @throws Error when it was not stored. */
  put: (key: string, bytes: Uint8Array | string, type: string) => Promise<void>;
};

const PUT_TIMEOUT_MS = 20_000;

/** An S3-compatible store, spoken to in path style. */
export function openObjectStore({ bucket, endpoint, prefix, region, ...keys }: S3Config): ObjectStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 0 });
  return {
    async put(key, bytes, type) {
      const url = `${endpoint}/${bucket}/${prefix}${key}`;
      const signal = AbortSignal.timeout(PUT_TIMEOUT_MS);
      const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
      const answer = await client.fetch(url, { method: 'PUT', body, headers: { 'content-type': type }, signal });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`the store answered ${answer.status} to ${key}: ${said.slice(0, 200)}`);
    },
  };
}
