export type RtpTarget = { rtpPort: number; rtcpPort: number; payloadType: number; ssrc: number };

/** Sends a file's H264 and Opus as they are, for ever and at its own pace, to two loopback port pairs. */
export function filePublisherArgs(file: string, to: { video: RtpTarget; audio: RtpTarget }): string[] {
  const output = (map: string, { rtpPort, rtcpPort, payloadType, ssrc }: RtpTarget) => [
    ...['-map', map, '-c', 'copy', '-payload_type', `${payloadType}`, '-ssrc', `${ssrc}`, '-f', 'rtp'],
    `rtp://127.0.0.1:${rtpPort}?rtcpport=${rtcpPort}&pkt_size=1200`,
  ];
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'warning', '-protocol_whitelist', 'file,rtp,udp'],
    ...['-re', '-stream_loop', '-1', '-i', file],
    ...output('0:v:0', to.video),
    ...output('0:a:0', to.audio),
  ];
}
