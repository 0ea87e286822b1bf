import { expect, test } from 'vitest';
import { isCopied, recorderArgs } from './ffmpeg-args.ts';
import { findSenderReport, toSenderReport } from './rtcp.ts';
import { rtspReply, takeRtspRequests } from './rtsp.ts';
import { toSdp } from './sdp.ts';
import type { TapTrack } from './tap.ts';

const video: TapTrack = { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 };
const audio: TapTrack = { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 };
const vp8: TapTrack = { ...video, mimeType: 'video/VP8' };
const parameterSets = { sps: Buffer.from([0x67, 0x42, 0xe0, 0x1f, 9]), pps: Buffer.from([0x68, 0xce]) };

test('toSdp() carries the parameter sets, so that the encoder knows the picture before it comes', () => {
  const lines = toSdp([video, audio], parameterSets).split('\r\n');
  expect(lines).toContain('m=video 0 RTP/AVP 101');
  expect(lines).toContain('a=fmtp:101 packetization-mode=1;profile-level-id=42e01f;sprop-parameter-sets=Z0LgHwk=,aM4=');
  expect(lines).toContain('a=rtpmap:100 opus/48000/2');
  expect(lines.filter((line) => line.startsWith('a=control'))).toEqual(['a=control:stream=0', 'a=control:stream=1']);
});

test('recorderArgs() copies H264, transcodes VP8, and maps only what there is', () => {
  expect(isCopied(video)).toBe(true);
  expect(recorderArgs('rtsp://x', [video, audio]).join(' ')).toContain('-c:v copy -map 0:a -c:a aac -b:a 96k');
  expect(recorderArgs('rtsp://x', [vp8]).join(' ')).toContain('-c:v libx264 -preset veryfast');
  expect(recorderArgs('rtsp://x', [vp8])).not.toContain('0:a');
  expect(recorderArgs('rtsp://x', [audio])).not.toContain('0:v');
  expect(recorderArgs('rtsp://x', [audio]).join(' ')).toContain('-protocol_whitelist tcp,pipe');
});

test('a sender report reads back as it was written', () => {
  const report = { timestamp: 0xfffffff0, ntpMs: 1_795_330_240_521.25 };
  const read = findSenderReport(toSenderReport(42, report));
  expect(read).toMatchObject({ ssrc: 42, timestamp: report.timestamp });
  expect(read?.ntpMs).toBeCloseTo(report.ntpMs, 2);
});

test('takeRtspRequests() reads requests in pieces and skips the RTCP between them', () => {
  const rtcp = Buffer.from([0x24, 1, 0, 4, 1, 2, 3, 4]);
  const options = Buffer.from('OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n');
  const all = Buffer.concat([rtcp, options, options.subarray(0, 9)]);
  const { requests, rest } = takeRtspRequests(all);
  expect(requests.map(({ method }) => method)).toEqual(['OPTIONS']);
  expect(rest).toEqual(options.subarray(0, 9));
});

test('rtspReply() knows nothing but its own secret address', () => {
  const request = { method: 'DESCRIBE', url: 'rtsp://a/other', headers: new Map([['cseq', '2']]) };
  expect(rtspReply(request, 'rtsp://a/secret', 'v=0')).toMatch(/^RTSP\/1\.0 404/);
  expect(rtspReply({ ...request, url: 'rtsp://a/secret' }, 'rtsp://a/secret', 'v=0')).toMatch(/200 OK[\s\S]*v=0$/);
});
