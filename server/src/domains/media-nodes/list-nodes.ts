import type { nodes, RouteResponse, ShowId } from '@shoal/contract';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { isSamePlace } from './stage.ts';

export type ListNodesDeps = Pick<MediaNodesDeps, 'peers' | 'registry' | 'relays' | 'stages'> & {
  listShowTitles: (showIds: readonly ShowId[]) => Promise<ReadonlyMap<ShowId, string>>;
};

/** The media nodes that are connected, with what is on them, by name. */
export async function listNodes(deps: ListNodesDeps): Promise<RouteResponse<typeof nodes.listNodes>> {
  const clients = deps.registry.list().toSorted((a, b) => (a.nodeId < b.nodeId ? -1 : 1));
  const carried = clients.map((node) => ({ node, shows: listShows(deps, node) }));
  const titles = await deps.listShowTitles([
    ...new Set(carried.flatMap(({ shows }) => shows.map(({ showId }) => showId))),
  ]);
  return {
    nodes: carried.map(({ node, shows }) => ({
      ...node.place,
      state: toState(deps, node),
      load: node.load,
      shows: shows.map((show) => ({ ...show, title: titles.get(show.showId) ?? '' })),
    })),
  };
}

function listShows({ peers, relays, stages }: ListNodesDeps, { place }: MediaNodeClient) {
  const viewers = peers.listWhere(
    ({ kind, place: at }) => (kind === 'sub' || kind === 'whep') && isSamePlace(at, place),
  );
  const count = (showId: ShowId) => viewers.filter((grant) => grant.showId === showId).length;
  const own = stages.listAt(place).map(({ showId }) => ({ showId, isOrigin: true, viewers: count(showId) }));
  const pulled = relays
    .listWhere((relay) => isSamePlace(relay.place, place))
    .map(({ showId }) => ({ showId, isOrigin: false, viewers: count(showId) }));
  return [...own, ...pulled];
}

function toState({ registry }: ListNodesDeps, { load, place }: MediaNodeClient): nodes.NodeState['state'] {
  if (registry.isDraining(place)) return 'draining';
  return load.isReady ? 'up' : 'unready';
}
