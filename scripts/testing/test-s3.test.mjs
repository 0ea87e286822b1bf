import { expect, test } from 'vitest';
import { openTestS3 } from './test-s3.mjs';

const silent = () => {};

test('openTestS3() takes the server that the environment names', async () => {
  const { env } = await openTestS3('/nonexistent', silent, { TEST_S3_URL: 'http://a:b@127.0.0.1:1' });
  expect(env.TEST_S3_URL).toBe('http://a:b@127.0.0.1:1');
});
