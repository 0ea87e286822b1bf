import { z } from 'zod';
import { BootId, NodeId, ShowId } from '../ids.ts';
import { NodeLoad } from '../media-node/reports.ts';
import { operators } from '../roles.ts';
import { route } from '../route.ts';
import { WatchStart } from '../signaling/commands.ts';

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

/** What half of the viewers, and 19 of 20, waited at most, in ms. */
const Wait = z.strictObject({ p50Ms: z.int(), p95Ms: z.int() });
export const START_STEPS = ['signalling', 'ice', 'dtls', 'keyFrame', 'firstFrame'] as const;

/** Starts of one kind; a step is null when no browser told it, or when this kind has none. */
export const StartGroup = z.strictObject({
  route: WatchStart.shape.route,
  isWarm: z.boolean(),
  starts: z.int().min(1),
  steps: z.record(z.enum(START_STEPS), Wait.nullable()),
});
export type StartGroup = z.infer<typeof StartGroup>;

/** How many began by HLS for one reason. */
export const HlsFall = z.strictObject({ reason: WatchStart.shape.reason.unwrap(), starts: z.int().min(1) });
export type HlsFall = z.infer<typeof HlsFall>;

export const summariseStarts = route({
  method: 'GET',
  path: '/media-nodes/starts',
  callers: operators,
  response: z.strictObject({ groups: z.array(StartGroup), falls: z.array(HlsFall) }),
  errors: [],
  summary: 'How pictures began in the last hour, as browsers told this server; at most the latest 5,000',
});
