import { z } from 'zod';

/**
 * WebRTC parameters as mediasoup and mediasoup-client exchange them. Shoal forwards them between the two, so their
 * outline is checked here and their content by mediasoup itself.
 */
const bounded = (maxBytes: number) => (value: unknown) =>
  isWithin(value, MAX_DEPTH) && JSON.stringify(value).length <= maxBytes;

/** Levels of what mediasoup says: it needs 4. Deeper values overflow the stack of whoever writes them out again. */
const MAX_DEPTH = 8;

const isWithin = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((part) => isWithin(part, depth - 1)));

export const Kind = z.enum(['audio', 'video']);
export type Kind = z.infer<typeof Kind>;
export const TrackSource = z.enum(['camera', 'screen', 'microphone']);
export type TrackSource = z.infer<typeof TrackSource>;
/** What a viewer is sent of the picture: as much as her line carries, the smallest layer, or nothing. */
export const Picture = z.enum(['auto', 'small', 'none']);
export type Picture = z.infer<typeof Picture>;

export const RtpCapabilities = z
  .looseObject({
    codecs: z
      .array(z.looseObject({ kind: Kind, mimeType: z.string().max(64), clockRate: z.int() }))
      .max(64)
      .optional(),
    headerExtensions: z
      .array(z.looseObject({ uri: z.string().max(128) }))
      .max(64)
      .optional(),
  })
  .refine(bounded(16_384), 'deeper than 8 levels or larger than 16 KiB');
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

export const RtpParameters = z
  .looseObject({
    codecs: z
      .array(z.looseObject({ mimeType: z.string().max(64), payloadType: z.int(), clockRate: z.int() }))
      .min(1)
      .max(16),
    encodings: z.array(z.looseObject({})).max(4).optional(),
  })
  .refine(bounded(16_384), 'deeper than 8 levels or larger than 16 KiB');
export type RtpParameters = z.infer<typeof RtpParameters>;

/** The hash of a certificate, 20 to 64 bytes in hex. What mediasoup cannot read would spoil the transport. */
const Fingerprint = z.strictObject({
  algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
  value: z.string().regex(/^[\da-f]{2}(:[\da-f]{2}){19,63}$/i),
});

export const DtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z.array(Fingerprint).min(1).max(8),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

export const IceParameters = z.looseObject({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().optional(),
});
export type IceParameters = z.infer<typeof IceParameters>;

export const TransportOptions = z.strictObject({
  id: z.uuid(),
  iceParameters: IceParameters,
  iceCandidates: z.array(z.looseObject({ ip: z.string(), port: z.int(), protocol: z.enum(['udp', 'tcp']) })),
  dtlsParameters: DtlsParameters,
});
export type TransportOptions = z.infer<typeof TransportOptions>;

export const ConsumerOptions = z.strictObject({
  id: z.uuid(),
  producerId: z.uuid(),
  kind: Kind,
  rtpParameters: RtpParameters,
});
export type ConsumerOptions = z.infer<typeof ConsumerOptions>;
