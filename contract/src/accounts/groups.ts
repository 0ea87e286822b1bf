import { z } from 'zod';
import { GroupId } from '../ids.ts';
import { MAX_GROUP_MEMBERS, MAX_GROUP_NAME_LENGTH } from '../limits.ts';
import { shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { line } from '../text.ts';

const named = {
  name: line(MAX_GROUP_NAME_LENGTH),
  /** How many people she says are in it. */
  members: z.int().min(1).max(MAX_GROUP_MEMBERS),
};
const byGroup = z.strictObject({ groupId: GroupId });

/** A group of people that a shopkeeper named herself; nothing of any chat app is in it. */
export const Group = z.strictObject({ groupId: GroupId, name: z.string(), members: z.int() });
export type Group = z.infer<typeof Group>;

export const listGroups = route({
  method: 'GET',
  path: '/groups',
  callers: shopkeepers,
  response: z.strictObject({
    groups: z.array(Group),
    /** Her reach: the members of all her groups. */
    reach: z.int(),
  }),
  errors: [],
  summary: 'Her groups, in the order she made them',
});

export const addGroup = route({
  method: 'POST',
  path: '/groups',
  callers: shopkeepers,
  body: z.strictObject(named),
  response: Group,
  errors: ['groups.too_many'],
  summary: 'Names a group; one that has this name already is answered with the new number of members',
});

export const changeGroup = route({
  method: 'PUT',
  path: '/groups/:groupId',
  callers: shopkeepers,
  params: byGroup,
  body: z.strictObject(named),
  response: Group,
  errors: ['groups.not_found', 'groups.name_taken'],
  summary: 'Renames a group or corrects how many are in it',
});

export const archiveGroup = route({
  method: 'DELETE',
  path: '/groups/:groupId',
  callers: shopkeepers,
  params: byGroup,
  response: z.strictObject({}),
  errors: ['groups.not_found'],
  summary: 'Puts a group away; its links go on working. Safe to repeat',
});

export const restoreGroup = route({
  method: 'POST',
  path: '/groups/:groupId/restore',
  callers: shopkeepers,
  params: byGroup,
  response: Group,
  errors: ['groups.not_found', 'groups.name_taken', 'groups.too_many'],
  summary: 'Takes a group out again that was put away. Safe to repeat',
});
