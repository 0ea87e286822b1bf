import { expect, test } from 'vitest';
import { DtlsParameters, RtpCapabilities, RtpParameters } from './rtp.ts';

const nest = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
const opus = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 };

test('RTP parameters take what browsers send, and refuse what is too deep or too large without a stack overflow', () => {
  const fromBrowser = {
    codecs: [{ ...opus, kind: 'audio', parameters: { useinbandfec: 1 }, rtcpFeedback: [{ type: 'nack' }] }],
  };
  expect(RtpCapabilities.safeParse(fromBrowser).success).toBe(true);
  expect(RtpParameters.safeParse({ codecs: [{ ...opus, parameters: {} }], rtcp: { cname: 'a' } }).success).toBe(true);

  for (const extra of [nest(9), nest(30_000), 'x'.repeat(20_000)]) {
    expect(RtpCapabilities.safeParse({ extra }).success).toBe(false);
    expect(RtpParameters.safeParse({ codecs: [{ ...opus, extra }] }).success).toBe(false);
  }
});

test('DTLS parameters name a hash that mediasoup knows, in whole bytes', () => {
  const isTaken = (algorithm: string, value: string) =>
    DtlsParameters.safeParse({ role: 'client', fingerprints: [{ algorithm, value }] }).success;
  const hex = (bytes: number) => Array(bytes).fill('0A').join(':');
  expect(isTaken('sha-256', hex(32))).toBe(true);
  expect(isTaken('sha-512', hex(64).toLowerCase())).toBe(true);

  for (const value of ['', '00', hex(32).replaceAll(':', ''), `${hex(32)}:`, `${hex(32)}\0`, hex(65)]) {
    expect([value, isTaken('sha-256', value)]).toEqual([value, false]);
  }
  expect(isTaken('md5', hex(32))).toBe(false);
});
