import { expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';
import { forgetCommands } from './forget-commands.ts';
import { runOnce } from './run-once.ts';

const server = useTestServer();

test('forgetCommands() keeps a week of answers', async () => {
  const act = (key: string) =>
    server.db.transaction().execute((tx) => runOnce(tx, { actorId: 'a', key, requestHash: 'h' }, async () => key));
  await act('new');
  await act('old');
  const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
  await server.db.updateTable('commands').set({ createdAt: eightDaysAgo }).where('key', '=', 'old').execute();

  await forgetCommands({ db: server.db, now: server.clock.now });

  expect(await server.db.selectFrom('commands').select('key').execute()).toEqual([{ key: 'new' }]);
});
