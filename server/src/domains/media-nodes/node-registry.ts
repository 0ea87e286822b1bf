import type { BootId, NodeId } from '@shoal/contract';
import { chooseNode } from './choose-node.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import { isSamePlace, type NodePlace } from './stage.ts';

export type NodeRegistryOptions = {
  /** A node that is silent for so long is cut off. */
  silentAfterMs: number;
  /** What a node that was cut off, or that this server never saw, may take to dial again before its stages are lost. */
  returnWithinMs: number;
  nowMs: () => number;
  onLost: (place: NodePlace) => void;
};

const TICK_MS = 500;

/** Owns the connections of the media nodes that are here, and the wait for those that may return. */
export class NodeRegistry {
  readonly #options: NodeRegistryOptions;
  readonly #nodes = new Map<NodeId, MediaNodeClient>();
  readonly #awaited = new Map<NodeId, { place: NodePlace; untilMs: number }>();
  /** By boot: a node that comes back after it ended is in service again. */
  readonly #draining = new Set<BootId>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: NodeRegistryOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#onTick(), TICK_MS).unref();
  }

  /** Takes a node in; another life of the same node is lost at once, another connection is closed. */
  add(node: MediaNodeClient): void {
    const before = this.#nodes.get(node.nodeId);
    const known = before?.place ?? this.#awaited.get(node.nodeId)?.place;
    this.#nodes.set(node.nodeId, node);
    this.#awaited.delete(node.nodeId);
    if (before && before !== node) before.close();
    if (known && !isSamePlace(known, node.place)) this.#options.onLost(known);
  }

  /** A connection ended: the node may dial again. */
  remove(node: MediaNodeClient): void {
    if (this.#nodes.get(node.nodeId) !== node) return;
    this.#nodes.delete(node.nodeId);
    this.expect(node.place, this.#options.returnWithinMs);
  }

  /** Waits for a node; when it is not back in time it is lost. */
  expect(place: NodePlace, withinMs: number): void {
    this.#awaited.set(place.nodeId, { place, untilMs: this.#options.nowMs() + withinMs });
  }

  /** The node with this very life, if it is connected. */
  find(place: NodePlace | undefined): MediaNodeClient | undefined {
    const node = place && this.#nodes.get(place.nodeId);
    return node && isSamePlace(node.place, place) && node.isConnected ? node : undefined;
  }

  /** Whether this life is here, or may still come back. */
  isHeld(place: NodePlace): boolean {
    const awaited = this.#awaited.get(place.nodeId);
    return this.find(place) !== undefined || isSamePlace(awaited?.place, place);
  }

  list(): MediaNodeClient[] {
    return [...this.#nodes.values()].filter(({ isConnected }) => isConnected);
  }

  /** The node for a new stage. */
  choose(): MediaNodeClient | undefined {
    return chooseNode(this.list().filter(({ place }) => !this.isDraining(place)));
  }

  /** Nobody new comes to this life of a node any more. */
  markDraining(place: NodePlace): void {
    this.#draining.add(place.bootId);
  }

  isDraining({ bootId }: NodePlace): boolean {
    return this.#draining.has(bootId);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #onTick(): void {
    const nowMs = this.#options.nowMs();
    for (const node of this.#nodes.values()) {
      if (nowMs - node.heardMs <= this.#options.silentAfterMs) continue;
      this.#nodes.delete(node.nodeId); // Before its connection ends: it is not waited for.
      node.close();
      this.#options.onLost(node.place);
    }
    for (const [nodeId, { place, untilMs }] of this.#awaited) {
      if (nowMs < untilMs) continue;
      this.#awaited.delete(nodeId);
      this.#options.onLost(place);
    }
  }
}
