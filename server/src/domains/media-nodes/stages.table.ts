import type { BootId, NodeId, ShowId } from '@shoal/contract';
import type { Generated } from 'kysely';

export type StagesTable = {
  showId: ShowId;
  nodeId: NodeId | null;
  bootId: BootId | null;
  placements: number;
  generation: number;
  hasVideo: boolean;
  hasAudio: boolean;
  isFromEncoder: Generated<boolean>;
  changedAt: Date;
};

export type MediaNodesTables = { stages: StagesTable };
