import type { ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { emptyStage, isSamePlace, type NodePlace, type Stage } from './stage.ts';
import { listKnownStages, placeStage, saveStage } from './stages.store.ts';

export type StageBookDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  /** Whenever what clients see changed. */
  onChanged: (stage: Stage) => void;
};

/** The stages of this server, in memory; each change is kept, so that a restart presumes what viewers still see. */
export type StageBook = {
  get(showId: ShowId): Stage;
  listAt(place: NodePlace): Stage[];
  /** Changes a stage and tells of it, when something changed. */
  set(stage: Stage): void;
  /** Puts a stage on a node unless it is there already; two at once place it once. */
  place(showId: ShowId, place: NodePlace): Promise<Stage>;
  /** Reads what was kept. @returns the places whose stages it presumes. */
  load(): Promise<NodePlace[]>;
  /** Settles once all changes so far are kept. */
  whenSaved(): Promise<void>;
};

const REMEMBERED_MS = 2 * 86_400_000;

export function createStageBook(deps: StageBookDeps): StageBook {
  const { db, log, now } = deps;
  const stages = new Map<ShowId, Stage>();
  const placing = new Map<ShowId, Promise<Stage>>();
  let saved: Promise<void> = Promise.resolve();

  const get = (showId: ShowId) => stages.get(showId) ?? emptyStage(showId);
  const save = (stage: Stage) => {
    saved = saved
      .then(() => saveStage(db, stage, now()))
      .catch((err: unknown) => log.warn({ err, showId: stage.showId }, 'could not keep a stage'));
  };
  const putOnNode = async (showId: ShowId, place: NodePlace) => {
    await saved; // A change of the placement before must not come after this one.
    const placed = await placeStage(db, showId, { place, now: now() });
    stages.set(showId, { ...placed, generation: Math.max(placed.generation, get(showId).generation) });
    log.info({ showId, ...place }, 'stage placed');
    return get(showId);
  };

  return {
    get,
    listAt: (place) => [...stages.values()].filter((stage) => isSamePlace(stage.place, place)),
    set(stage) {
      const before = get(stage.showId);
      stages.set(stage.showId, stage);
      if (isSameSight(before, stage)) return;
      save(stage);
      deps.onChanged(stage);
    },
    place(showId, place) {
      const known = get(showId);
      if (isSamePlace(known.place, place)) return Promise.resolve(known);
      const running = placing.get(showId) ?? putOnNode(showId, place).finally(() => placing.delete(showId));
      placing.set(showId, running);
      return running;
    },
    async load() {
      const kept = await listKnownStages(db, new Date(now().getTime() - REMEMBERED_MS));
      for (const stage of kept) stages.set(stage.showId, stage);
      const places = kept.flatMap(({ place }) => (place ? [place] : []));
      return [...new Map(places.map((place) => [`${place.nodeId} ${place.bootId}`, place])).values()];
    },
    whenSaved: () => saved,
  };
}

const isSameSight = (a: Stage, b: Stage) =>
  a.generation === b.generation &&
  a.hasVideo === b.hasVideo &&
  a.hasAudio === b.hasAudio &&
  a.isFromEncoder === b.isFromEncoder &&
  (a.place === b.place || isSamePlace(a.place, b.place));
