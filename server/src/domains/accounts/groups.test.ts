import { accounts, MAX_GROUPS_PER_SHOPKEEPER } from '@shoal/contract';
import { expect, test } from 'vitest';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const add = (who: SignedIn, name: string) => who.call(accounts.addGroup, { name, members: 50 });

test('restoreGroup() takes a group out again with its number, and again changes nothing', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { groupId } = await add(keeper, '茶友群');
  await keeper.call(accounts.archiveGroup, { groupId });

  const answers = [await keeper.call(accounts.restoreGroup, { groupId })];
  answers.push(await keeper.call(accounts.restoreGroup, { groupId }));

  expect(answers).toEqual([1, 2].map(() => ({ groupId, name: '茶友群', members: 50 })));
  expect((await keeper.call(accounts.listGroups, {})).groups).toHaveLength(1);
});

test('restoreGroup() refuses a name that another group took meanwhile, a full list, and another’s group', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const { groupId } = await add(keeper, '茶友群');
  await keeper.call(accounts.archiveGroup, { groupId });
  const restore = (who = keeper) => who.call(accounts.restoreGroup, { groupId });
  await expect(restore(other)).rejects.toMatchObject({ code: 'groups.not_found' });

  const again = await add(keeper, '茶友群');
  await expect(restore()).rejects.toMatchObject({ code: 'groups.name_taken' });

  await keeper.call(accounts.archiveGroup, { groupId: again.groupId });
  for (let at = 0; at < MAX_GROUPS_PER_SHOPKEEPER; at += 1) await add(keeper, `群 ${at}`);
  await expect(restore()).rejects.toMatchObject({ code: 'groups.too_many' });
  expect((await keeper.call(accounts.listGroups, {})).groups).toHaveLength(MAX_GROUPS_PER_SHOPKEEPER);
});
