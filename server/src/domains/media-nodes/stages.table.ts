import type { BootId, NodeId, ShowId } from '@shoal/contract';

export type StagesTable = {
  showId: ShowId;
  nodeId: NodeId | null;
  bootId: BootId | null;
  placements: number;
  generation: number;
  hasVideo: boolean;
  hasAudio: boolean;
  changedAt: Date;
};

export type MediaNodesTables = { stages: StagesTable };
