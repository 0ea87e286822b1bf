import { z } from 'zod';
import { BootId, NodeId, ShowId } from '../ids.ts';
import { NodeLoad } from '../media-node/reports.ts';
import { operators } from '../roles.ts';
import { route } from '../route.ts';

/** A media node as an operator sees it. */
export const NodeState = z.strictObject({
  nodeId: NodeId,
  bootId: BootId,
  /** `unready`: its workers keep dying, shows go elsewhere. `draining`: nobody new comes and it ends soon. */
  state: z.enum(['up', 'unready', 'draining']),
  load: NodeLoad,
  /** Shows that it is the origin of, and those that it pulls from another node. */
  shows: z.array(z.strictObject({ showId: ShowId, title: z.string(), isOrigin: z.boolean(), viewers: z.int() })),
});
export type NodeState = z.infer<typeof NodeState>;

export const listNodes = route({
  method: 'GET',
  path: '/media-nodes',
  callers: operators,
  response: z.strictObject({ nodes: z.array(NodeState) }),
  errors: [],
  summary: 'The media nodes that are connected; their loads are at most 2 s old',
});

export const drainNode = route({
  method: 'POST',
  path: '/media-nodes/:nodeId/drain',
  callers: operators,
  params: z.strictObject({ nodeId: NodeId }),
  response: z.strictObject({}),
  errors: ['media.no_node'],
  summary: 'Takes a node out of service: its shows and viewers move, then its process ends within 30 s',
});
