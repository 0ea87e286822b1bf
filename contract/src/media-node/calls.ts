import { z } from 'zod';
import { RunId, ShowId } from '../ids.ts';
import { nodeCall } from '../node-call.ts';
import {
  ConsumerOptions,
  DtlsParameters,
  IceParameters,
  Kind,
  Picture,
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

export const prepareWatch = nodeCall({
  name: 'sfu:prepareWatch',
  input: z.strictObject({ showId: ShowId, peerId: PeerId, rtpCapabilities: RtpCapabilities }),
  output: z.strictObject({ transport: TransportOptions, consumers: z.array(ConsumerOptions) }),
  errors: ['media.incompatible', 'media.full'],
  summary:
    'Opens the transport of a viewer who waits, with a silent track on it; `sfu:watch` goes on with the same one',
});

export const watch = nodeCall({
  name: 'sfu:watch',
  input: z.strictObject({
    showId: ShowId,
    peerId: PeerId,
    rtpCapabilities: RtpCapabilities,
    picture: Picture.optional(),
  }),
  output: z.strictObject({
    transport: TransportOptions,
    consumers: z.array(ConsumerOptions),
    /** Which stage this answers for; see `stage:changed`. */
    generation: z.int(),
  }),
  errors: ['media.not_streaming', 'media.incompatible', 'media.full'],
  summary: 'Opens transport and unpaused consumers at once; a retry answers the same ones while the stage is the same',
});

export const choosePicture = nodeCall({
  name: 'sfu:choosePicture',
  input: z.strictObject({ peerId: PeerId, picture: Picture }),
  output: Done,
  errors: [],
  summary:
    'Pauses, shrinks or restores the video of a viewer, also of what she watches later; nothing when she is gone',
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

/** SDP is text; what of it counts the node itself reads. */
export const MAX_SDP_LENGTH = 65_536;
const Sdp = z.string().min(1).max(MAX_SDP_LENGTH);
const SdpAnswer = z.strictObject({
  answer: Sdp,
  transportId: z.uuid(),
  /** Names the ICE session, until it restarts. */
  iceTag: z.string().min(1).max(64),
});

export const publishOffer = nodeCall({
  name: 'whip:publish',
  input: z.strictObject({ showId: ShowId, peerId: PeerId, offer: Sdp }),
  output: SdpAnswer,
  errors: ['request.invalid', 'media.incompatible', 'media.full', 'shows.stage_taken'],
  summary: 'Takes the tracks of an SDP offer onto the stage, as `sfu:produce` does, and answers it',
});

export const playOffer = nodeCall({
  name: 'whep:play',
  input: z.strictObject({ showId: ShowId, peerId: PeerId, offer: Sdp }),
  output: SdpAnswer,
  errors: ['request.invalid', 'media.not_streaming', 'media.incompatible', 'media.full'],
  summary: 'Sends what is on the stage, and what comes onto it later, in the payload types of an SDP offer',
});

export const patchIce = nodeCall({
  name: 'whip:patchIce',
  input: z.strictObject({
    peerId: PeerId,
    /** The ICE session that is meant; null for whatever is there. */
    iceTag: z.string().max(256).nullable(),
    fragment: Sdp,
  }),
  output: z.strictObject({
    /** Our side, when the client restarted ICE. */
    answer: Sdp.nullable(),
    iceTag: z.string().min(1).max(64),
  }),
  errors: ['request.invalid', 'media.transport_gone', 'media.ice_changed'],
  summary: 'Takes an SDP fragment of a WHIP or WHEP client: candidates, or an ICE restart',
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

/** One end of a pipe between two nodes; its packets are SRTP. */
export const PipeEnd = z.strictObject({
  ip: z.union([z.ipv4(), z.ipv6()]),
  port: z.int().min(1).max(65_535),
  srtpParameters: z.strictObject({ cryptoSuite: z.string().max(64), keyBase64: z.string().max(128) }),
});
export type PipeEnd = z.infer<typeof PipeEnd>;

export const RelayTrack = z.strictObject({
  producerId: z.uuid(),
  kind: Kind,
  rtpParameters: RtpParameters,
  isPaused: z.boolean(),
});
export type RelayTrack = z.infer<typeof RelayTrack>;

/** A show's pipe from its origin to one other node. Made by the server; a fresh one has a fresh id. */
const relay = { showId: ShowId, relayId: z.uuid() };

export const openRelay = nodeCall({
  name: 'relay:open',
  input: z.strictObject(relay),
  output: z.strictObject({ to: PipeEnd }),
  errors: ['media.full'],
  summary: 'To the node that pulls a show: opens its end; the same relay answers the same end',
});

export const sendRelay = nodeCall({
  name: 'relay:send',
  input: z.strictObject({ ...relay, to: PipeEnd }),
  output: z.strictObject({
    from: PipeEnd,
    /** The stage that the tracks are of. */
    generation: z.int(),
    tracks: z.array(RelayTrack).max(8),
  }),
  errors: ['media.not_streaming', 'media.transport_gone'],
  summary: 'To the origin: sends all that is on the stage now; repeated at every change of the stage',
});

export const receiveRelay = nodeCall({
  name: 'relay:receive',
  input: z.strictObject({ ...relay, from: PipeEnd, tracks: z.array(RelayTrack).max(8) }),
  output: Done,
  errors: ['media.transport_gone', 'media.incompatible'],
  summary: 'To the node that pulls: exactly these tracks are on its stage from now on',
});

export const closeRelay = nodeCall({
  name: 'relay:close',
  input: z.strictObject(relay),
  output: Done,
  errors: [],
  summary: 'Closes this node’s end; on the one that pulls its stage is empty then',
});

export const endNode = nodeCall({
  name: 'node:end',
  input: z.strictObject({}),
  output: Done,
  errors: [],
  summary: 'Asks the process to end as SIGTERM does: `node:draining` follows',
});

export const releaseNode = nodeCall({
  name: 'node:release',
  input: z.strictObject({}),
  output: Done,
  errors: [],
  summary: 'Answer to `node:draining`: nothing is left to move, the process may end',
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
