import type { ShowId } from '@shoal/contract';
import { isSamePlace, type NodePlace } from './stage.ts';

/** A show that one node pulls from its origin. */
export type Relay = {
  readonly showId: ShowId;
  /** The node that pulls. */
  readonly place: NodePlace;
  /** A fresh one when an end was lost. */
  relayId: string;
  /** The stage whose tracks it carries, as clients count it; undefined until it carries any. */
  generation: number | undefined;
  /** A track was paused or resumed since. */
  isStale: boolean;
  /** When it last had a viewer, or was wanted by one. */
  usedMs: number;
  /** Bringing it up to date, while that runs. */
  round: Promise<void> | undefined;
};

/** The pipes between nodes that this server has made, or found when the nodes registered. */
export type RelayBook = {
  find(showId: ShowId, place: NodePlace): Relay | undefined;
  listOf(showId: ShowId): Relay[];
  listWhere(matches: (relay: Relay) => boolean): Relay[];
  /** The relay of a show to a node, put down when there is none. */
  take(showId: ShowId, place: NodePlace, known: { nowMs: number; relayId: string }): Relay;
  remove(relay: Relay): void;
};

export function createRelayBook(): RelayBook {
  const relays = new Set<Relay>();
  const listWhere = (matches: (relay: Relay) => boolean) => [...relays].filter(matches);
  const find = (showId: ShowId, place: NodePlace) =>
    listWhere((relay) => relay.showId === showId && isSamePlace(relay.place, place))[0];
  return {
    find,
    listWhere,
    listOf: (showId) => listWhere((relay) => relay.showId === showId),
    take(showId, place, { nowMs, relayId }) {
      const known = find(showId, place);
      if (known) return known;
      const made = { showId, place, relayId, generation: undefined, isStale: false, usedMs: nowMs, round: undefined };
      relays.add(made);
      return made;
    },
    remove: (relay) => void relays.delete(relay),
  };
}
