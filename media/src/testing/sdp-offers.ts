/** Offers as clients make them, cut to what is read. */
export type OfferPlan = {
  direction?: 'sendonly' | 'recvonly';
  opus?: number;
  h264?: number | undefined;
  vp8?: number | undefined;
  profile?: string;
  rids?: readonly string[];
  setup?: string;
  ufrag?: string;
};

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';

/** An offer of one sound and one picture; a codec without a payload type is left out. */
export function makeOffer(plan: OfferPlan = {}): string {
  const { direction = 'sendonly', h264, opus = 111, rids = [], setup = 'actpass', ufrag = 'abcd', vp8 } = plan;
  const common = [
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:0123456789012345678901',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    `a=setup:${setup}`,
    `a=${direction}`,
    'a=rtcp-mux',
    `a=extmap:4 ${MID}`,
  ];
  const video = [h264, vp8].flatMap((payloadType) => payloadType ?? []);
  const profile = `level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=${plan.profile ?? '42e01f'}`;
  const lines = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    'a=extmap-allow-mixed',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${opus}`,
    ...common,
    'a=mid:0',
    `a=rtpmap:${opus} opus/48000/2`,
    `a=fmtp:${opus} minptime=10;useinbandfec=1`,
    ...(direction === 'sendonly' ? ['a=ssrc:1001 cname:host'] : []),
    `m=video 9 UDP/TLS/RTP/SAVPF ${video.flatMap((payloadType) => [payloadType, payloadType + 1]).join(' ')}`,
    ...common,
    'a=mid:1',
    'a=rtcp-rsize',
    ...(h264 === undefined ? [] : [...toVideo('H264', h264), `a=fmtp:${h264} ${profile}`]),
    ...(vp8 === undefined ? [] : toVideo('VP8', vp8)),
    ...(rids.length > 0
      ? [`a=extmap:10 ${RID}`, ...rids.map((rid) => `a=rid:${rid} send`), `a=simulcast:send ${rids.join(';')}`]
      : []),
    ...(direction === 'sendonly' && rids.length === 0
      ? ['a=ssrc-group:FID 2001 2002', 'a=ssrc:2001 cname:host', 'a=ssrc:2002 cname:host']
      : []),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

const toVideo = (name: string, payloadType: number): string[] => [
  `a=rtpmap:${payloadType} ${name}/90000`,
  `a=rtcp-fb:${payloadType} nack`,
  `a=rtcp-fb:${payloadType} nack pli`,
  `a=rtcp-fb:${payloadType} ccm fir`,
  `a=rtpmap:${payloadType + 1} rtx/90000`,
  `a=fmtp:${payloadType + 1} apt=${payloadType}`,
];
