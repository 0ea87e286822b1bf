import { tasks as taskWire } from '@shoal/contract';
import { checkCatalogParts } from '../domains/catalog/check-parts.ts';
import { loadMaterials } from '../domains/catalog/get-material-snapshot.ts';
import { ensureDropped } from '../domains/shows/ensure-dropped.ts';
import { getCommandedShow, requireAccess } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { forgetClickers } from '../domains/tasks/evidence.store.ts';
import { openTasks, type Tasks } from '../domains/tasks/open-tasks.ts';
import { mountTaskRoutes, registerTaskCommands } from '../domains/tasks/tasks.routes.ts';
import { newId } from '../platform/new-id.ts';
import { accountRoom, studioRoom } from '../realtime/socket-rooms.ts';
import { listHeldEvidence } from '../views/held-evidence.ts';
import { listTaskPeople } from '../views/task-people.ts';
import { findVisitorTies } from '../views/visitor-ties.ts';
import type { Ground } from './ground.ts';

export function composeTasks({ api, broadcaster, closing, commands, db, jobs, log, now }: Ground, shows: Shows): Tasks {
  const opened = openTasks({
    db,
    log,
    now,
    newId,
    findVisitorTies,
    listTaskPeople,
    listHeld: listHeldEvidence,
    hostCommand: shows.hostCommand,
    changeShow: shows.changeShow,
    getCommandedShow: (from, caller, showId) => getCommandedShow(shows, from, { caller, showId }),
    requireGuest: (from, caller, showId) => requireAccess(shows, from, { caller, showId }),
    checkMaterial: (from, brandId, materialId) =>
      checkCatalogParts(from, brandId, { productIds: [], materialIds: [materialId], pictureIds: [] }),
    ensureDropped: (tx, dropping) => ensureDropped(shows, tx, dropping),
    loadMaterials: async (from, materialIds) =>
      new Map((await loadMaterials(from, materialIds)).map((material) => [material.materialId, material])),
    listStudiosHere: shows.joined.listStudios,
    findLog: (showId) => shows.logs.find(showId),
    voice: {
      toStudioHere: (showId, told) => broadcaster.sendHere(studioRoom(showId), taskWire.taskProgressed, told),
      toPerson: (accountId, told) => broadcaster.send(accountRoom(accountId), taskWire.taskCredited, told),
    },
  });
  mountTaskRoutes(api.on, opened);
  registerTaskCommands(commands.on, opened);
  jobs.onSchedule('tasks.forget_clickers', '41 * * * *', () => forgetClickers(db, now()));
  closing.add('tasks', opened.close);
  return opened;
}
