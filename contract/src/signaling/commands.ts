import { z } from 'zod';
import { command } from '../command.ts';
import { ShowId } from '../ids.ts';
import { crew, members } from '../roles.ts';
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
} from './rtp.ts';

// Whose media it is follows from the joined socket: show, account and tab. A retry, also on a new socket of the same
// tab, reaches the same transport.
const inShow = { showId: ShowId };

export const openPublish = command({
  name: 'media:publish',
  callers: crew,
  input: z.strictObject(inShow),
  output: z.strictObject({ transport: TransportOptions, rtpCapabilities: RtpCapabilities }),
  errors: ['shows.not_joined', 'shows.wrong_state', 'shows.stage_taken', 'media.no_node', 'media.full'],
  summary: 'Opens the transport to publish on; only the studio tab that owns the stage may',
});

export const connectTransport = command({
  name: 'media:connectTransport',
  callers: members,
  input: z.strictObject({ ...inShow, transportId: z.uuid(), dtlsParameters: DtlsParameters }),
  output: z.strictObject({}),
  errors: ['shows.not_joined', 'media.no_node', 'media.transport_gone'],
  summary: 'Hands over the browser’s DTLS parameters',
});

export const produceTrack = command({
  name: 'media:produce',
  callers: crew,
  input: z.strictObject({
    ...inShow,
    transportId: z.uuid(),
    kind: Kind,
    rtpParameters: RtpParameters,
    source: TrackSource,
  }),
  output: z.strictObject({ producerId: z.uuid() }),
  errors: ['shows.not_joined', 'shows.stage_taken', 'media.no_node', 'media.transport_gone', 'media.incompatible'],
  summary: 'Starts the microphone or the one video track',
});

export const prepareWatch = command({
  name: 'media:prepare',
  callers: members,
  input: z.strictObject({ ...inShow, rtpCapabilities: RtpCapabilities }),
  output: z.strictObject({ transport: TransportOptions, consumers: z.array(ConsumerOptions) }),
  errors: ['shows.not_joined', 'shows.wrong_state', 'media.no_node', 'media.incompatible', 'media.full'],
  summary:
    'In the lobby: the transport that `media:watch` answers later, with a silent track to connect it by; a full node refuses',
});

export const watch = command({
  name: 'media:watch',
  callers: members,
  input: z.strictObject({ ...inShow, rtpCapabilities: RtpCapabilities, picture: Picture.optional() }),
  output: z.strictObject({ transport: TransportOptions, consumers: z.array(ConsumerOptions), generation: z.int() }),
  errors: ['shows.not_joined', 'media.no_node', 'media.not_streaming', 'media.incompatible', 'media.full'],
  summary: 'Everything to watch the stage in one answer; a retry answers the same transport',
});

export const choosePicture = command({
  name: 'media:choosePicture',
  callers: members,
  input: z.strictObject({ ...inShow, picture: Picture }),
  output: z.strictObject({}),
  errors: ['shows.not_joined', 'media.no_node'],
  summary: 'How much picture this tab wants from now on; sound goes on. Without a connection it changes nothing',
});

export const restartIce = command({
  name: 'media:restartIce',
  callers: members,
  input: z.strictObject({ ...inShow, transportId: z.uuid() }),
  output: z.strictObject({ iceParameters: IceParameters }),
  errors: ['shows.not_joined', 'media.no_node', 'media.transport_gone'],
  summary: 'After a change of network: new ICE credentials on the same transport',
});

export const stopMedia = command({
  name: 'media:stop',
  callers: members,
  input: z.strictObject(inShow),
  output: z.strictObject({}),
  errors: ['shows.not_joined'],
  summary: 'Closes this tab’s media; safe to repeat',
});

export const publishFile = command({
  name: 'media:publishFile',
  callers: crew,
  input: z.strictObject({ ...inShow, file: z.string().regex(/^[a-z0-9-]+\.(mp4|ts|mkv)$/) }),
  output: z.strictObject({}),
  errors: [
    'shows.not_joined',
    'shows.stage_taken',
    'request.not_found',
    'media.no_node',
    'media.full',
    'media.incompatible',
  ],
  summary:
    'The demo’s synthetic host: loops a file of the demo folder onto the stage; answers `request.not_found` where no demo runs',
});

/** Longer than this a start is no start any more. */
const MAX_START_MS = 120_000;
const StepMs = z.int().min(0).max(MAX_START_MS).nullable();

/** How one start of a picture went, in ms; null what the browser did not tell or what did not happen. */
export const WatchStart = z.strictObject({
  route: z.enum(['webrtc', 'hls']),
  /** Whether the connection was there beforehand. */
  isWarm: z.boolean(),
  /** Why it is not WebRTC; null when it is. */
  reason: z.enum(['no_route', 'full', 'no_node', 'incompatible', 'slow', 'other']).nullable(),
  steps: z.strictObject({
    signalling: StepMs,
    ice: StepMs,
    dtls: StepMs,
    keyFrame: StepMs,
    /** From asking to the picture on the screen. */
    firstFrame: StepMs,
  }),
});
export type WatchStart = z.infer<typeof WatchStart>;

export const reportStart = command({
  name: 'media:reportStart',
  callers: members,
  input: z.strictObject({ ...inShow, start: WatchStart }),
  output: z.strictObject({}),
  errors: ['shows.not_joined'],
  summary: 'How a start of the picture went, sent once and never again: a lost one is a sample less',
});
