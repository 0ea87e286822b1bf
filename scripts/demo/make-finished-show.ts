import { randomUUID } from 'node:crypto';
import { chat, type MessageId, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { openLiveClient } from '../client/live-client.ts';
import { type LiveShowDeps, openLiveShow } from './run-live-show.ts';
import { lines } from './story/people.ts';
import type { SyntheticHost } from './synthetic-host.ts';

const STEP_MS = 5_000;

/** Plays a short show to its end, with drops, segments and chat, so that its replay has something to show. */
export async function makeFinishedShow(
  deps: LiveShowDeps & { shopkeepers: readonly ApiClient[] },
  show: shows.Show,
): Promise<void> {
  const stage = await openLiveShow(deps, show);
  const voices = await Promise.all(deps.shopkeepers.map((keeper) => enterRoom(deps.serverUrl, keeper, show.showId)));
  const steps = show.segments
    .slice(0, 4)
    .flatMap((segment) => [
      () => stage.changeSegment(segment.segmentId),
      ...segment.materials.map((material) => () => stage.drop(material.materialId)),
    ]);
  for (const [at, step] of steps.entries()) {
    await step();
    voices[at % voices.length]?.say(lines[at % lines.length] ?? '');
    if (at % 3 !== 0)
      deps.log(`recording the show whose replay is in the demo: ${Math.round(((at + 1) / steps.length) * 100)} %`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  await end(stage);
  for (const voice of voices) voice.close();
}

async function end(stage: SyntheticHost): Promise<void> {
  await stage.endShow();
  await stage.ended;
  stage.close();
}

async function enterRoom(serverUrl: string, keeper: ApiClient, showId: ShowId) {
  const client = openLiveClient(serverUrl, keeper.cookie());
  const tabId = randomUUID() as TabId;
  await client.send(shows.joinShow, { showId, tabId, door: 'room', protocol: PROTOCOL_VERSION, position: null });
  return {
    say: (text: string) => {
      // Chat is best effort for people too.
      client.send(chat.sendChat, { showId, messageId: randomUUID() as MessageId, text }).catch(() => {});
    },
    close: () => client.close(),
  };
}
