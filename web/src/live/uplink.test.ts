import { expect, test } from 'vitest';
import { chooseUplinkWord, toFigures, toUplinkSample, type UplinkFigures } from './uplink.ts';

const good: UplinkFigures = {
  bitrateBps: 2_000_000,
  framesPerSecond: 30,
  rttMs: 40,
  lossFraction: 0,
  limitedBy: 'none',
};

test('chooseUplinkWord() calls a slow slate good, a lossy line weak and a silent one failing', () => {
  expect(chooseUplinkWord({ ...good, bitrateBps: 50_000, framesPerSecond: 5 })).toBe('good');
  expect(chooseUplinkWord({ ...good, lossFraction: 0.05 })).toBe('weak');
  expect(chooseUplinkWord({ ...good, limitedBy: 'cpu' })).toBe('weak');
  expect(chooseUplinkWord({ ...good, framesPerSecond: 0 })).toBe('failing');
});

test('two samples make a bitrate', () => {
  const sample = (atMs: number, bytesSent: number) =>
    toUplinkSample(
      [
        { type: 'outbound-rtp', bytesSent, framesPerSecond: 30, qualityLimitationReason: 'none' },
        { type: 'remote-inbound-rtp', roundTripTime: 0.04, fractionLost: 0 },
      ],
      atMs,
    );
  expect(toFigures(sample(0, 0), sample(2_000, 500_000))).toEqual(good);
});
