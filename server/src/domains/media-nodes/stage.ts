import type { BootId, mediaNode, NodeId, ShowId, shows } from '@shoal/contract';
import { readPeerId } from './peer-id.ts';

/** One life of one media process. */
export type NodePlace = { readonly nodeId: NodeId; readonly bootId: BootId };

/** A show's stage as the server knows it. */
export type Stage = {
  readonly showId: ShowId;
  /** Undefined while it is on no node. */
  readonly place: NodePlace | undefined;
  /** How often the stage came to another place. */
  readonly placements: number;
  /** As clients see it: rises with every change that they must watch anew for, across places and restarts. */
  readonly generation: number;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  /** Whether who sent last was an encoder. */
  readonly isFromEncoder: boolean;
};

/** A node counts its own changes from 0; more than these between two placements do not happen. */
const CHANGES_PER_PLACEMENT = 1_000_000;

export const emptyStage = (showId: ShowId): Stage => ({
  showId,
  place: undefined,
  placements: 0,
  generation: 0,
  hasVideo: false,
  hasAudio: false,
  isFromEncoder: false,
});

/** A node's generation as clients see it: above all of earlier placements. */
export const toClientGeneration = (placements: number, nodeGeneration: number): number =>
  placements * CHANGES_PER_PLACEMENT + nodeGeneration;

/** The stage after its node told what is on it. */
export function withNodeStage(stage: Stage, told: mediaNode.Stage): Stage {
  const kinds = told.publisher?.producers.map(({ kind }) => kind) ?? [];
  return {
    ...stage,
    generation: Math.max(stage.generation, toClientGeneration(stage.placements, told.generation)),
    hasVideo: kinds.includes('video'),
    hasAudio: kinds.includes('audio'),
    isFromEncoder: told.publisher ? readPeerId(told.publisher.peerId)?.kind === 'whip' : stage.isFromEncoder,
  };
}

/** The stage after its node is gone for good: idle, and whatever follows must be watched anew. */
export const withoutNode = (stage: Stage): Stage => ({
  ...stage,
  place: undefined,
  generation: stage.generation + 1,
  hasVideo: false,
  hasAudio: false,
});

export const isStreaming = ({ hasAudio, hasVideo }: Stage): boolean => hasVideo || hasAudio;

/** What clients are told. */
export const toStageState = (stage: Stage, hasHls: boolean): shows.StageState => ({
  status: isStreaming(stage) ? 'streaming' : 'idle',
  generation: stage.generation,
  hasVideo: stage.hasVideo,
  hasAudio: stage.hasAudio,
  hasHls,
  isFromEncoder: stage.isFromEncoder,
});

export const isSamePlace = (a: NodePlace | undefined, b: NodePlace | undefined): boolean =>
  a !== undefined && a.nodeId === b?.nodeId && a.bootId === b.bootId;
