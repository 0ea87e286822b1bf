import { AwsClient } from 'aws4fetch';

/** Settings of an empty bucket of the test's own in a real S3 server; undefined where the tests have none. */
export async function openTestBucket(): Promise<Record<`S3_${string}`, string> | undefined> {
  if (!process.env.TEST_S3_URL) return undefined;
  const { origin, password, username } = new URL(process.env.TEST_S3_URL);
  const client = new AwsClient({
    accessKeyId: username,
    secretAccessKey: password,
    region: 'us-east-1',
    service: 's3',
  });
  const bucket = `server-${crypto.randomUUID()}`;
  const made = await client.fetch(`${origin}/${bucket}`, { method: 'PUT' });
  if (!made.ok) throw new Error(`no bucket for the test: ${made.status}`);
  return {
    S3_ENDPOINT: origin,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: username,
    S3_SECRET_ACCESS_KEY: password,
    S3_PREFIX: 'shoal',
  };
}
