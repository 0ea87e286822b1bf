import { AppError } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeOffer } from '../testing/sdp-offers.ts';
import { choosePlayedTracks } from './choose-played-tracks.ts';
import { chooseSentTracks } from './choose-sent-tracks.ts';
import { orderLayers } from './layer-order.ts';
import { requireBundle } from './offered-sections.ts';
import { readFragmentUfrag, readSessionDescription } from './session-description.ts';

const sent = (text: string) => chooseSentTracks(readSessionDescription(text));
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

test('a host’s H264 is taken with its retransmission, and VP8 only when there is no H264', () => {
  const [audio, video] = sent(makeOffer({ h264: 108, vp8: 96 }));

  expect(audio?.rtpParameters).toMatchObject({ mid: '0', encodings: [{ ssrc: 1001 }], rtcp: { cname: 'host' } });
  expect(video?.rtpParameters.codecs).toMatchObject([
    { mimeType: 'video/H264', payloadType: 108, parameters: { 'packetization-mode': 1 } },
    { mimeType: 'video/rtx', payloadType: 109, parameters: { apt: 108 } },
  ]);
  expect(video?.rtpParameters.encodings).toEqual([{ ssrc: 2001, rtx: { ssrc: 2002 } }]);
  expect(sent(makeOffer({ vp8: 96 }))[1]?.codec.mimeType).toBe('video/VP8');
});

test('another profile of H264 is taken as ours, and is answered as it was offered', () => {
  const [, video] = sent(makeOffer({ h264: 108, profile: '640028' }));

  expect(video?.rtpParameters.codecs[0]?.parameters).toMatchObject({ 'profile-level-id': '42e01f' });
  expect(video?.codec.parameters['profile-level-id']).toBe('640028');
});

test.each([
  [
    ['h', 'm', 'l'],
    ['l', 'm', 'h'],
  ],
  [
    ['q', 'h', 'f'],
    ['q', 'h', 'f'],
  ],
  [
    ['f', 'h'],
    ['h', 'f'],
  ],
  [
    ['high', 'low'],
    ['low', 'high'],
  ],
  [
    ['r0', 'r1', 'r2'],
    ['r0', 'r1', 'r2'],
  ],
  // As OBS offers them.
  [
    ['0', '1', '2', '3'],
    ['3', '2', '1', '0'],
  ],
])('layers %j rise as %j', (rids, rising) => {
  expect(orderLayers(rids)).toEqual(rising);
  expect(sent(makeOffer({ h264: 108, rids }))[1]?.rtpParameters.encodings).toEqual(rising.map((rid) => ({ rid })));
});

test('a player’s payload types are kept; the picture is taken in the stage’s codec alone', () => {
  const offer = readSessionDescription(makeOffer({ direction: 'recvonly', opus: 109, h264: 126, vp8: 120 }));

  const payloadTypes = (codec?: string) => choosePlayedTracks(offer, codec).map((track) => track.codec.payloadType);
  expect([payloadTypes('video/H264'), payloadTypes('video/VP8'), payloadTypes()]).toEqual([
    [109, 126],
    [109, 120],
    [109, 126],
  ]);
});

test('a player that names neither the channels of Opus nor a mode of H264 is taken; H264 in single units alone is not', () => {
  const offer = makeOffer({ direction: 'recvonly', opus: 101, h264: 97 }).replace('opus/48000/2', 'OPUS/48000');
  const codecs = (text: string) =>
    choosePlayedTracks(readSessionDescription(text), 'video/H264').map((track) => track.codec.payloadType);

  expect(codecs(offer.replace('packetization-mode=1;', ''))).toEqual([101, 97]);
  expect(codecs(offer.replace('packetization-mode=1', 'packetization-mode=0'))).toEqual([101]);
});

test('what cannot be used is told apart: no SDP, no codec of ours, several transports', () => {
  const offer = makeOffer({ h264: 108 });
  const unbundled = offer.replace(/a=group.*\r\n/, '');
  expect(codeOf(() => readSessionDescription('hello'))).toBe('request.invalid');
  expect(codeOf(() => readSessionDescription(offer.replaceAll(/a=fingerprint.*\r\n/g, '')))).toBe('request.invalid');
  expect(codeOf(() => readSessionDescription(offer.replaceAll('actpass', 'holdconn')))).toBe('request.invalid');
  expect(codeOf(() => sent(offer.replace(/opus/g, 'PCMU').replace(/H264/g, 'AV1')))).toBe('media.incompatible');
  expect(codeOf(() => sent(offer.replaceAll('sendonly', 'recvonly')))).toBe('media.incompatible');
  expect(codeOf(() => requireBundle(readSessionDescription(unbundled)))).toBe('media.incompatible');
  expect(readFragmentUfrag('a=ice-ufrag:abcd\r\na=ice-pwd:x\r\n')).toBe('abcd');
  expect(codeOf(() => readFragmentUfrag('a=candidate:1 1 udp 1 1.2.3.4 5 typ host'))).toBe('request.invalid');
});

/** An offer with lines that are lost, doubled, cut, or replaced by anything. */
const brokenOffer = fc
  .tuple(
    fc.record({
      h264: fc.option(fc.constantFrom(96, 108, 127), { nil: undefined }),
      vp8: fc.option(fc.constantFrom(98, 110), { nil: undefined }),
      rids: fc.constantFrom([], ['a', 'b'], ['h', 'm', 'l']),
      direction: fc.constantFrom('sendonly' as const, 'recvonly' as const),
    }),
    fc.array(
      fc.tuple(fc.nat(80), fc.constantFrom('lose', 'double', 'cut', 'replace', 'garble'), fc.nat(60), fc.string()),
      { maxLength: 8 },
    ),
  )
  .map(([plan, wounds]) => {
    const lines = makeOffer(plan).split('\r\n');
    for (const [at, wound, place, text] of wounds) {
      const index = at % lines.length;
      const line = lines[index] ?? '';
      if (wound === 'lose') lines.splice(index, 1);
      if (wound === 'double') lines.splice(index, 0, line);
      if (wound === 'cut') lines[index] = line.slice(0, place);
      if (wound === 'replace') lines[index] = text;
      if (wound === 'garble') lines[index] = line.slice(0, place) + text + line.slice(place + 1);
    }
    return lines.join('\r\n');
  });

test('any text is read, or refused by a code', () => {
  const read = (text: string) => {
    const offer = readSessionDescription(text);
    requireBundle(offer);
    const codes = [codeOf(() => chooseSentTracks(offer)), codeOf(() => choosePlayedTracks(offer, undefined))];
    expect([undefined, 'media.incompatible']).toEqual(expect.arrayContaining(codes));
  };
  const holds = (text: string) =>
    [undefined, 'request.invalid', 'media.incompatible'].includes(codeOf(() => read(text)));
  fc.assert(fc.property(brokenOffer, holds), { numRuns: 3_000 });
  fc.assert(fc.property(fc.string({ maxLength: 2_000 }), holds), { numRuns: 1_000 });
});
