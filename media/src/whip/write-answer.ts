import type { types } from 'mediasoup';
import type { SdpCodec, SdpSection, SessionDescription } from './session-description.ts';

/** A section of the offer that is taken, and what of it. */
export type AnsweredSection = {
  readonly section: SdpSection;
  readonly direction: 'sendonly' | 'recvonly';
  readonly codec: SdpCodec;
  /** Beyond what was offered, or in its place. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly rtx: SdpCodec | undefined;
  readonly extensions: readonly { readonly id: number; readonly uri: string }[];
  readonly feedback: readonly { readonly type: string; readonly parameter?: string | undefined }[];
  /** Simulcast streams that we take, in the order of the offer. */
  readonly rids?: readonly string[];
  readonly maxBitrateKbps?: number;
  /** Names what we send. */
  readonly msid?: string;
};

export type OurTransport = Pick<types.WebRtcTransport, 'iceParameters' | 'iceCandidates' | 'dtlsParameters'>;

/** The SDP answer: every section of the offer, in its order; those that are not in `answered` are refused. */
export function writeAnswer(
  offer: SessionDescription,
  transport: OurTransport,
  answered: readonly AnsweredSection[],
): string {
  const taken = new Map(answered.map((answer) => [answer.section, answer]));
  const takenMids = new Set(answered.map(({ section }) => section.mid));
  const mids = offer.bundled.filter((mid) => takenMids.has(mid)); // All use the first one's transport (RFC 9143, 7.3.1).
  const place = [...toPlace(transport), `a=setup:${offer.setup === 'passive' ? 'active' : 'passive'}`];
  const lines = [
    'v=0',
    'o=shoal 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    ...(mids.length > 0 ? [`a=group:BUNDLE ${mids.join(' ')}`] : []),
    ...(offer.allowsMixedExtensions ? ['a=extmap-allow-mixed'] : []),
    'a=ice-lite',
    'a=msid-semantic: WMS *',
    ...offer.sections.flatMap((section) => {
      const answer = taken.get(section);
      return answer ? toTaken(answer, place) : toRefused(section);
    }),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** Our new ICE credentials and candidates, as the answer to a restart (RFC 8840). */
export function writeIceFragment(transport: Omit<OurTransport, 'dtlsParameters'>): string {
  return `${['a=ice-lite', ...toIce(transport)].join('\r\n')}\r\n`;
}

function toIce({ iceCandidates, iceParameters }: Omit<OurTransport, 'dtlsParameters'>): string[] {
  const candidates = iceCandidates.map(({ address, foundation, port, priority, protocol, tcpType }) => {
    const tcp = tcpType === undefined ? '' : ` tcptype ${tcpType}`;
    return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${tcp}`;
  });
  return [
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    ...candidates,
    'a=end-of-candidates',
  ];
}

function toPlace(transport: OurTransport): string[] {
  const fingerprints = transport.dtlsParameters.fingerprints.filter(({ algorithm }) => algorithm === 'sha-256');
  return [...toIce(transport), ...fingerprints.map(({ algorithm, value }) => `a=fingerprint:${algorithm} ${value}`)];
}

function toTaken(answer: AnsweredSection, place: readonly string[]): string[] {
  const { codec, direction, extensions, feedback, maxBitrateKbps, msid, rids = [], rtx, section } = answer;
  const formats = [codec.payloadType, ...(rtx ? [rtx.payloadType] : [])];
  return [
    `m=${section.kind} 9 ${section.protocol} ${formats.join(' ')}`,
    'c=IN IP4 0.0.0.0',
    ...(maxBitrateKbps === undefined ? [] : [`b=AS:${maxBitrateKbps}`]),
    ...place,
    ...(section.mid === undefined ? [] : [`a=mid:${section.mid}`]),
    `a=${direction}`,
    ...(msid === undefined ? [] : [`a=msid:${msid}`]),
    'a=rtcp-mux',
    'a=rtcp-rsize',
    ...toCodec(codec, { ...codec.parameters, ...answer.parameters }),
    ...feedback.map(
      ({ parameter, type }) => `a=rtcp-fb:${codec.payloadType} ${type}${parameter ? ` ${parameter}` : ''}`,
    ),
    ...(rtx ? toCodec(rtx, { apt: codec.payloadType }) : []),
    ...extensions.map(({ id, uri }) => `a=extmap:${id} ${uri}`),
    ...rids.map((rid) => `a=rid:${rid} recv`),
    ...(rids.length > 0 ? [`a=simulcast:recv ${rids.join(';')}`] : []),
  ];
}

function toCodec(codec: SdpCodec, parameters: Readonly<Record<string, string | number>>): string[] {
  const name = codec.mimeType.replace(/^\w+\//, '');
  const channels = codec.channels === undefined ? '' : `/${codec.channels}`;
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  return [
    `a=rtpmap:${codec.payloadType} ${name}/${codec.clockRate}${channels}`,
    ...(pairs.length > 0 ? [`a=fmtp:${codec.payloadType} ${pairs.join(';')}`] : []),
  ];
}

const toRefused = ({ formats, kind, mid, protocol }: SdpSection): string[] => [
  `m=${kind} 0 ${protocol} ${formats.join(' ')}`,
  'c=IN IP4 0.0.0.0',
  'a=inactive',
  ...(mid === undefined ? [] : [`a=mid:${mid}`]),
];
