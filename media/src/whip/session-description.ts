import { AppError } from '@shoal/contract';

export type SdpCodec = {
  readonly payloadType: number;
  /** As in `video/H264`. */
  readonly mimeType: string;
  readonly clockRate: number;
  readonly channels: number | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly feedback: readonly { readonly type: string; readonly parameter: string }[];
};

export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One `m=` section of an offer. */
export type SdpSection = {
  readonly kind: string;
  readonly protocol: string;
  /** As they stand in the `m=` line, for sections that are refused. */
  readonly formats: readonly string[];
  readonly mid: string | undefined;
  readonly direction: SdpDirection;
  /** In the order of the sender's preference. */
  readonly codecs: readonly SdpCodec[];
  readonly extensions: readonly { readonly id: number; readonly uri: string }[];
  readonly ssrcs: readonly number[];
  /** Media and retransmission ssrc. */
  readonly retransmissions: ReadonlyMap<number, number>;
  readonly cname: string | undefined;
  /** Simulcast streams that are sent, in the order of the offer. */
  readonly rids: readonly string[];
};

export type SdpSetup = 'actpass' | 'active' | 'passive';

/** What an offer says, as far as we act on it. */
export type SessionDescription = {
  readonly sections: readonly SdpSection[];
  /** Mids that share one transport. */
  readonly bundled: readonly string[];
  readonly allowsMixedExtensions: boolean;
  readonly iceUfrag: string;
  readonly fingerprint: { readonly algorithm: string; readonly value: string };
  readonly setup: SdpSetup;
};

const MAX_LINES = 3_000;
const MAX_SECTIONS = 16;
/** More is no offer of one picture and one sound. */
const MAX_OF_A_KIND = 128;

type Line = { readonly type: string; readonly value: string };

/**
 * Reads an SDP offer (RFC 8866). Unknown lines and attributes are skipped.
 * @throws AppError `request.invalid` for what is not one, or lacks what a WebRTC session needs.
 */
export function readSessionDescription(text: string): SessionDescription {
  const lines = toLines(text);
  if (lines[0]?.type !== 'v' || lines[0].value !== '0') throw malformed('it does not begin with v=0');
  const starts = lines.flatMap(({ type }, at) => (type === 'm' ? [at] : []));
  if (starts.length === 0) throw malformed('it has no media');
  if (starts.length > MAX_SECTIONS) throw malformed(`it has more than ${MAX_SECTIONS} media`);
  const session = lines.slice(0, starts[0]);
  const parts = starts.map((start, at) => lines.slice(start, starts[at + 1]));
  const find = (name: string): string | undefined =>
    findAttribute(session, name) ?? parts.map((part) => findAttribute(part, name)).find((value) => value !== undefined);
  return {
    sections: parts.map((part) => readSection(part, session)),
    bundled: readBundle(session),
    allowsMixedExtensions: findAttribute(session, 'extmap-allow-mixed') !== undefined,
    iceUfrag: readUfrag(find('ice-ufrag')),
    fingerprint: readFingerprint(find('fingerprint')),
    setup: readSetup(find('setup')),
  };
}

/** The ICE user name of an SDP fragment (RFC 8840). @throws AppError `request.invalid` when it has none. */
export const readFragmentUfrag = (fragment: string): string => readUfrag(findAttribute(toLines(fragment), 'ice-ufrag'));

function toLines(text: string): Line[] {
  const raw = text.split(/\r\n|\n|\r/).filter((line) => line !== '');
  if (raw.length > MAX_LINES) throw malformed(`it has more than ${MAX_LINES} lines`);
  return raw.map((line) => {
    if (!/^[a-z]=/.test(line)) throw malformed('a line is no type=value');
    return { type: line.charAt(0), value: line.slice(2) };
  });
}

const attributesOf = (lines: readonly Line[], name: string): string[] =>
  lines.flatMap(({ type, value }) => {
    if (type !== 'a') return [];
    if (value === name) return [''];
    return value.startsWith(`${name}:`) ? [value.slice(name.length + 1)] : [];
  });
const findAttribute = (lines: readonly Line[], name: string): string | undefined => attributesOf(lines, name)[0];

function readSection(lines: readonly Line[], session: readonly Line[]): SdpSection {
  const [, kind, protocol, formats] = /^([a-z]+) \d{1,5}(?:\/\d+)? (\S+) (\S.*)$/.exec(lines[0]?.value ?? '') ?? [];
  if (!kind || !protocol || !formats) throw malformed('an m= line cannot be read');
  const mid = findAttribute(lines, 'mid');
  if (mid !== undefined && !isToken(mid)) throw malformed('a mid is no token');
  const words = formats.split(' ').filter(Boolean);
  if (words.length > MAX_OF_A_KIND || !words.every(isToken)) throw malformed('the formats of an m= line');
  return {
    kind,
    protocol,
    formats: words,
    mid,
    direction: readDirection(lines) ?? readDirection(session) ?? 'sendrecv',
    codecs: readCodecs(kind, words, lines),
    extensions: readExtensions(lines),
    ssrcs: readSsrcs(lines),
    retransmissions: readRetransmissions(lines),
    cname: readCname(lines),
    rids: readRids(lines),
  };
}

const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
const readDirection = (lines: readonly Line[]): SdpDirection | undefined =>
  directions.find((direction) => findAttribute(lines, direction) !== undefined);

function readCodecs(kind: string, formats: readonly string[], lines: readonly Line[]): SdpCodec[] {
  const maps = byPayloadType(attributesOf(lines, 'rtpmap'));
  const parameters = byPayloadType(attributesOf(lines, 'fmtp'));
  const feedback = attributesOf(lines, 'rtcp-fb').map((line) => /^(\d{1,3}|\*) (\S+)(?: (\S+))?$/.exec(line));
  return formats.flatMap((format) => {
    const payloadType = toPayloadType(format);
    const [, name, clockRate, channels] = /^([\w.+-]+)\/(\d{1,9})(?:\/(\d{1,2}))?$/.exec(maps.get(format) ?? '') ?? [];
    if (payloadType === undefined || !name || !clockRate) return [];
    const mine = feedback.filter((match) => match?.[1] === format || match?.[1] === '*');
    return [
      {
        payloadType,
        mimeType: `${kind}/${name}`,
        clockRate: Number(clockRate),
        channels: channels === undefined ? undefined : Number(channels),
        parameters: readParameters(parameters.get(format) ?? ''),
        feedback: mine
          .slice(0, MAX_OF_A_KIND)
          .map((match) => ({ type: match?.[2] ?? '', parameter: match?.[3] ?? '' })),
      },
    ];
  });
}

/** The first line of each payload type, without it. */
function byPayloadType(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, payloadType, rest] = /^(\d{1,3}) (.*)$/.exec(line) ?? [];
    if (payloadType !== undefined && rest !== undefined && !found.has(payloadType)) found.set(payloadType, rest);
  }
  return found;
}

/** `key=value` pairs; later ones of a name win, as in browsers. */
function readParameters(text: string): Record<string, string> {
  const pairs = text.split(';').slice(0, MAX_OF_A_KIND);
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const [, key, value] = /^\s*([\w-]+)=(\S{0,128})\s*$/.exec(pair) ?? [];
      return key !== undefined && value !== undefined ? [[key.toLowerCase(), value]] : [];
    }),
  );
}

const readExtensions = (lines: readonly Line[]) =>
  attributesOf(lines, 'extmap')
    .slice(0, MAX_OF_A_KIND)
    .flatMap((line) => {
      const [, id, uri] = /^(\d{1,3})(?:\/\w+)? (\S{1,128})/.exec(line) ?? [];
      const isInRange = Number(id) >= 1 && Number(id) <= 255;
      return id !== undefined && uri !== undefined && isInRange ? [{ id: Number(id), uri }] : [];
    });

function readSsrcs(lines: readonly Line[]): number[] {
  const found = attributesOf(lines, 'ssrc').flatMap((line) => toSsrc(/^(\d+) /.exec(line)?.[1]) ?? []);
  return [...new Set(found)].slice(0, MAX_OF_A_KIND);
}

const readRetransmissions = (lines: readonly Line[]) =>
  new Map(
    attributesOf(lines, 'ssrc-group').flatMap((line) => {
      const [, media, repair] = /^FID (\d+) (\d+)$/.exec(line) ?? [];
      const [mediaSsrc, repairSsrc] = [toSsrc(media), toSsrc(repair)];
      return mediaSsrc !== undefined && repairSsrc !== undefined ? [[mediaSsrc, repairSsrc] as const] : [];
    }),
  );

function readCname(lines: readonly Line[]): string | undefined {
  const line = attributesOf(lines, 'ssrc').find((text) => /^\d+ cname:/.test(text));
  return line?.replace(/^\d+ cname:/, '').slice(0, 64);
}

/** The first of each group of alternatives in `a=simulcast:send`, and only what an `a=rid` line declares. */
function readRids(lines: readonly Line[]): string[] {
  const declared = new Set(attributesOf(lines, 'rid').flatMap((line) => /^([\w-]{1,16}) send\b/.exec(line)?.[1] ?? []));
  const list = /\bsend (?:rid=)?(\S+)/.exec(findAttribute(lines, 'simulcast') ?? '')?.[1] ?? '';
  const named = list.split(';').flatMap((choice) => choice.split(',')[0]?.replace(/^~/, '') ?? []);
  return [...new Set(named)].filter((rid) => declared.has(rid));
}

const readBundle = (session: readonly Line[]): string[] =>
  (attributesOf(session, 'group').find((line) => line.startsWith('BUNDLE ')) ?? '').split(' ').slice(1).filter(Boolean);

function readUfrag(value: string | undefined): string {
  if (value === undefined || !/^[\w+/=-]{4,256}$/.test(value)) throw malformed('there is no ice-ufrag');
  return value;
}

const ALGORITHMS = ['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'];

function readFingerprint(value: string | undefined): SessionDescription['fingerprint'] {
  const [, algorithm, hash] = /^(sha-\d{1,3}) ([0-9A-F]{2}(?::[0-9A-F]{2}){15,63})$/i.exec(value ?? '') ?? [];
  if (!algorithm || !hash || !ALGORITHMS.includes(algorithm.toLowerCase())) throw malformed('there is no fingerprint');
  return { algorithm: algorithm.toLowerCase(), value: hash.toUpperCase() };
}

function readSetup(value: string | undefined): SdpSetup {
  if (value === 'actpass' || value === 'active' || value === 'passive') return value;
  throw malformed('there is no setup');
}

const toPayloadType = (format: string): number | undefined =>
  /^\d{1,3}$/.test(format) && Number(format) <= 127 ? Number(format) : undefined;

function toSsrc(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 && value < 2 ** 32 ? value : undefined;
}

/** RFC 8866's token, bounded. */
const isToken = (text: string): boolean => /^[!#$%&'*+.^_`{|}~\w-]{1,32}$/.test(text);

const malformed = (what: string) => new AppError('request.invalid', `this is no SDP that can be used: ${what}`);
