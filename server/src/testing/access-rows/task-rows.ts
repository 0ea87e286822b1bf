import { type AccessRow, crewOfShow, key, row } from './access-row.ts';

const asked = { targetForwards: 10, minutes: 5, points: 10 };
const taskOrShow = ['shows.not_found', 'tasks.not_found'] as const;

export const taskRows: AccessRow[] = [
  crewOfShow('GET /shows/:showId/tasks'),
  crewOfShow('POST /shows/:showId/tasks', ({ materialId }) => ({ ...key(), draft: { ...asked, materialId } })),
  row('POST /shows/:showId/tasks', 'S N N H H H', {
    about: 'on a material of another brand',
    hidden: ['shows.not_found', 'catalog.not_found'],
    input: ({ foreignMaterialId }, { showId }) => ({
      showId,
      ...key(),
      draft: { ...asked, materialId: foreignMaterialId },
    }),
  }),
  crewOfShow('PUT /shows/:showId/tasks/:taskId', ({ materialId, taskId }) => ({ ...asked, materialId, taskId })),
  row('PUT /shows/:showId/tasks/:taskId', 'S N N H H H', {
    about: 'of another show',
    hidden: taskOrShow,
    input: ({ foreignTaskId }, { materialId, showId }) => ({ ...asked, materialId, showId, taskId: foreignTaskId }),
  }),
  crewOfShow('DELETE /shows/:showId/tasks/:taskId', ({ taskId }) => ({ taskId })),
  row('DELETE /shows/:showId/tasks/:taskId', 'S N N H H H', {
    about: 'of another show',
    hidden: taskOrShow,
    input: ({ foreignTaskId }, { showId }) => ({ showId, taskId: foreignTaskId }),
  }),
  row('GET /shows/:showId/own-tasks', 'S H o N N N', {
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId }),
  }),
  row('GET /held-evidence', 'S N N N N o'),
  row('POST /held-evidence/judge', 'S N N N N H', {
    hidden: 'tasks.not_found',
    input: ({ showId }) => ({ evidenceIds: [showId], verdict: 'released' }),
  }),
  crewOfShow('task:open', ({ taskId }) => ({ ...key(), task: { taskId } })),
  row('task:open', 'S N N H H H', {
    about: 'of another show',
    hidden: taskOrShow,
    input: ({ foreignTaskId }, { showId }) => ({ showId, ...key(), task: { taskId: foreignTaskId } }),
  }),
  crewOfShow('task:close', ({ taskId }) => ({ ...key(), taskId })),
  crewOfShow('task:withdraw', ({ taskId }) => ({ ...key(), taskId })),
  crewOfShow('task:listPeople', ({ taskId }) => ({ taskId })),
  row('GET /groups', 'S o o N N N'),
  row('POST /groups', 'S o o N N N', { input: () => ({ name: 'Neighbours', members: 80 }) }),
  row('PUT /groups/:groupId', 'S H o N N N', {
    moderator: 'H',
    hidden: 'groups.not_found',
    input: ({ groupId }) => ({ groupId, name: 'Tea people', members: 130 }),
  }),
  row('DELETE /groups/:groupId', 'S H o N N N', {
    moderator: 'H',
    hidden: 'groups.not_found',
    input: ({ groupId }) => ({ groupId }),
  }),
  row('POST /groups/:groupId/restore', 'S H o N N N', {
    moderator: 'H',
    hidden: 'groups.not_found',
    input: ({ groupId }) => ({ groupId }),
  }),
  row('POST /shares', 'S H H N N N', {
    about: 'for a group of somebody else, or none',
    hidden: ['shows.not_found', 'groups.not_found'],
    input: ({ shareId }, { materialId, showId }) => ({ showId, materialId, groupId: shareId }),
  }),
  row('POST /shares', 'S H H N N N', {
    about: 'for a task of another show',
    hidden: ['shows.not_found', 'tasks.not_found'],
    input: ({ foreignTaskId }, { materialId, showId }) => ({ showId, materialId, taskId: foreignTaskId }),
  }),
];
