import { randomUUID } from 'node:crypto';
import { AppError, league, replays, type ShowId, shows } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { doMoment } from './school-moments.ts';
import { SyntheticHost } from './synthetic-host.ts';

const DROP_EVERY_MS = 20_000;
/** Forwards that come back: the neighbours need most of the show for it, so that whoever tries the demo out still counts. */
const GOAL = 40;

export type LiveShowDeps = {
  serverUrl: string;
  host: ApiClient;
  file: string;
  log: (text: string) => void;
};

/** Opens the stage of a show and goes live, or goes on with a show that is live already. */
export async function openLiveShow(deps: LiveShowDeps, show: shows.Show): Promise<SyntheticHost> {
  const stage = await SyntheticHost.open({
    serverUrl: deps.serverUrl,
    cookie: deps.host.cookie(),
    showId: show.showId,
    file: deps.file,
    log: deps.log,
  });
  if (show.state !== 'live') await untilStreaming(() => stage.goLive());
  await stage.send(league.setGoal, { showId: show.showId, idempotencyKey: randomUUID(), target: GOAL });
  return stage;
}

/** Drops the materials of every segment in turn, one each 20 seconds, and asks something between, until the show ends. */
export async function dropUntilEnd(deps: LiveShowDeps, stage: SyntheticHost, show: shows.Show): Promise<void> {
  const steps = show.segments.flatMap((segment) => segment.materials.map((material) => ({ segment, material })));
  let isOver = false;
  void stage.ended.then(() => {
    isOver = true;
  });
  for (let at = 0; !isOver; at += 1) {
    const step = steps[at % steps.length];
    const before = steps[(at + steps.length - 1) % steps.length];
    try {
      if (step && step.segment !== before?.segment) await stage.changeSegment(step.segment.segmentId);
      if (step) await stage.drop(step.material.materialId);
      if (at % 2 === 1)
        await doMoment((at - 1) / 2, {
          stage,
          showId: show.showId,
          productId: toProductId(show),
          materialId: toPoster(show),
        });
    } catch (error) {
      deps.log(`drop not sent: ${String(error)}`); // The server may be starting anew; the next drop is 20 s away.
    }
    await Promise.race([stage.ended, new Promise((resolve) => setTimeout(resolve, DROP_EVERY_MS))]);
  }
}

const toPoster = (show: shows.Show) =>
  show.segments.flatMap((segment) => segment.materials).find(({ kind }) => kind === 'poster')?.materialId ?? null;
const toProductId = (show: shows.Show) => show.products[0]?.productId ?? null;

/** The recording of a show that is over goes, and the show leaves the lists. */
export async function forgetShow(host: ApiClient, showId: ShowId): Promise<void> {
  await host.call(replays.removeRecording, { showId });
  await host.call(shows.archiveShow, { showId });
}

async function untilStreaming(goLive: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await goLive();
    } catch (error) {
      const isEarly = error instanceof AppError && error.code === 'media.not_streaming';
      if (!isEarly || attempt === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
