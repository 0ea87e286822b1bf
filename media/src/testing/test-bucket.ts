import { randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { S3Config } from '../platform/object-store.ts';

/** An empty bucket of the test's own in a real S3 server; undefined where the tests have none. */
export type TestBucket = {
  config: S3Config;
  read: (key: string) => Promise<string | undefined>;
  list: () => Promise<string[]>;
};

export async function openTestBucket(): Promise<TestBucket | undefined> {
  if (!process.env.TEST_S3_URL) return undefined;
  const { origin, password, username } = new URL(process.env.TEST_S3_URL);
  const keys = { accessKeyId: username, secretAccessKey: password, region: 'us-east-1' };
  const client = new AwsClient({ ...keys, service: 's3', retries: 0 });
  const bucket = `media-${randomUUID()}`;
  const url = `${origin}/${bucket}`;
  const made = await client.fetch(url, { method: 'PUT' });
  if (!made.ok) throw new Error(`no bucket for the test: ${made.status}`);
  return {
    config: { ...keys, endpoint: origin, bucket, prefix: 'at/' },
    read: async (key) => {
      const answer = await client.fetch(`${url}/at/${key}`);
      const text = await answer.text();
      return answer.ok ? text : undefined;
    },
    list: async () => {
      const text = await (await client.fetch(`${url}?list-type=2&prefix=at%2F`)).text();
      return [...text.matchAll(/<Key>at\/([^<]*)</g)].map(([, key = '']) => key);
    },
  };
}
