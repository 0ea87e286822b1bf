import { expect, test } from 'vitest';
import { isH264, recorderArgs } from './ffmpeg-args.ts';
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

test('recorderArgs() copies or transcodes, and maps only what there is', () => {
  const args = (tracks: TapTrack[], transcodes = false, skipMs = 0) =>
    recorderArgs('rtsp://x', { tracks, transcodes, skipMs });
  expect([video, vp8, audio].map(isH264)).toEqual([true, false, false]);
  expect(args([video, audio]).join(' ')).toContain('-map 0:v -c:v copy -map 0:a -af aresample=async=1000 -c:a aac');
  expect(args([vp8], true).join(' ')).toContain('-c:v libx264 -preset veryfast');
  expect(args([vp8], true, 1_250).join(' ')).toContain('-ss 1.250');
  expect(args([vp8], true)).not.toContain('0:a');
  expect(args([audio])).not.toContain('0:v');
  expect(args([audio]).join(' ')).toMatch(/showwaves.+ -map \[picture\] -c:v libx264 .+ -map \[sound\] -c:a aac/);
  expect(args([audio]).join(' ')).toContain('-protocol_whitelist tcp,pipe');
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
