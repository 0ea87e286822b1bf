import { z } from 'zod';
import { RunId, ShowId } from '../ids.ts';
import { nodeCall } from '../node-call.ts';
import {
  ConsumerOptions,
  DtlsParameters,
  IceParameters,
  Kind,
  RtpCapabilities,
  RtpParameters,
  TrackSource,
  TransportOptions,
} from '../signaling/rtp.ts';
import { DurationMs, Instant } from '../time.ts';

const Done = z.strictObject({});
/** Whose media it is: made by the server from show, account and tab, so a retry names the same peer. */
export const PeerId = z.string().min(1).max(160).brand<'PeerId'>();
export type PeerId = z.infer<typeof PeerId>;

export const openPublishTransport = nodeCall({
  name: 'sfu:openPublishTransport',
  input: z.strictObject({ showId: ShowId, peerId: PeerId }),
  output: z.strictObject({ transport: TransportOptions }),
  errors: ['media.full'],
  summary: 'Opens the transport a host publishes on; the same peer gets the same transport',
});

export const connectTransport = nodeCall({
  name: 'sfu:connectTransport',
  input: z.strictObject({ peerId: PeerId, transportId: z.uuid(), dtlsParameters: DtlsParameters }),
  output: Done,
  errors: ['media.transport_gone'],
  summary: 'Hands over the browser’s DTLS parameters; repeating it changes nothing',
});

export const produce = nodeCall({
  name: 'sfu:produce',
  input: z.strictObject({
    showId: ShowId,
    peerId: PeerId,
    transportId: z.uuid(),
    kind: Kind,
    rtpParameters: RtpParameters,
    source: TrackSource,
  }),
  output: z.strictObject({ producerId: z.uuid() }),
  errors: ['media.transport_gone', 'media.incompatible'],
  summary: 'Starts a host’s track. A new peer takes the stage over: the old publisher is closed',
});

export const watch = nodeCall({
  name: 'sfu:watch',
  input: z.strictObject({ showId: ShowId, peerId: PeerId, rtpCapabilities: RtpCapabilities }),
  output: z.strictObject({
    transport: TransportOptions,
    consumers: z.array(ConsumerOptions),
    /** Which stage this answers for; see `stage:changed`. */
    generation: z.int(),
  }),
  errors: ['media.not_streaming', 'media.incompatible', 'media.full'],
  summary: 'Opens transport and unpaused consumers at once; a retry answers the same ones while the stage is the same',
});

export const restartIce = nodeCall({
  name: 'sfu:restartIce',
  input: z.strictObject({ peerId: PeerId, transportId: z.uuid() }),
  output: z.strictObject({ iceParameters: IceParameters }),
  errors: ['media.transport_gone'],
  summary: 'New ICE credentials on the same transport',
});

export const closePeer = nodeCall({
  name: 'sfu:closePeer',
  input: z.strictObject({ peerId: PeerId }),
  output: Done,
  errors: [],
  summary: 'Closes everything of one peer',
});

export const closeShow = nodeCall({
  name: 'sfu:closeShow',
  input: z.strictObject({ showId: ShowId }),
  output: Done,
  errors: [],
  summary: 'Ends a show’s media; its recording is finalised first',
});

export const renewLeases = nodeCall({
  name: 'sfu:renewLeases',
  input: z.strictObject({ peerIds: z.array(PeerId).max(20_000) }),
  output: Done,
  errors: [],
  summary: 'Peers the server still wants; the others run out after 45 s (publishers 120 s) of connected time',
});

export const publishFile = nodeCall({
  name: 'sfu:publishFile',
  input: z.strictObject({ showId: ShowId, peerId: PeerId, file: z.string().regex(/^[a-z0-9-]+\.(mp4|ts|mkv)$/) }),
  output: Done,
  errors: ['media.full', 'media.incompatible'],
  summary: 'The demo’s synthetic host: loops a file of the demo folder onto the stage',
});

export const startRecording = nodeCall({
  name: 'recording:start',
  input: z.strictObject({
    showId: ShowId,
    /** Runs of a higher fence win; a node never lowers it. */
    fence: z.int().min(1),
    programmeStartMs: DurationMs,
  }),
  output: Done,
  errors: [],
  summary: 'Records the show from now on, through every change of producer; repeating it changes nothing',
});

export const stopRecording = nodeCall({
  name: 'recording:stop',
  input: z.strictObject({ showId: ShowId }),
  output: z.strictObject({ lastRunId: RunId.nullable() }),
  errors: [],
  summary: 'Closes the open segment and the run; answered when both are in the store, within 5 s',
});

export const revokeEdge = nodeCall({
  name: 'edge:revoke',
  input: z.strictObject({
    /** As it stands in the grants: `a` and the account's id without dashes, or `s` and a share's code. */
    viewer: z.string().regex(/^[as][0-9A-Za-z]{1,32}$/),
    /** Null for every show. */
    showId: ShowId.nullable(),
    /** By the server's clock, as in the grants; what is granted later opens again. */
    issuedBefore: Instant,
  }),
  output: Done,
  errors: [],
  summary: 'Ends a viewer’s reading at the live edge; repeating it changes nothing',
});
