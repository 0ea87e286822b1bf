import { AppError, type ShowId } from '@shoal/contract';
import type { MediaNodesDeps } from './media-nodes-deps.ts';

/** The node that a show's stage is on. @throws AppError `media.no_node` while it is away. */
export function getNode({ registry, stages }: Pick<MediaNodesDeps, 'registry' | 'stages'>, showId: ShowId) {
  const node = registry.find(stages.get(showId).place);
  if (!node) throw new AppError('media.no_node', `no media node serves show ${showId} now`);
  return node;
}
