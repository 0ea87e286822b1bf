import { expect, test } from 'vitest';
import { toListenInfos } from './listen-infos.ts';

const recvBufferSize = 4_194_304;
const local = new Set(['127.0.0.1', '192.168.1.7']);

test('toListenInfos() binds one UDP and one TCP port on each address of ours', () => {
  expect(toListenInfos(['192.168.1.7', '127.0.0.1'], local, 40_001)).toEqual([
    { protocol: 'udp', ip: '192.168.1.7', port: 40_001, recvBufferSize },
    { protocol: 'tcp', ip: '192.168.1.7', port: 40_001 },
    { protocol: 'udp', ip: '127.0.0.1', port: 40_001, recvBufferSize },
    { protocol: 'tcp', ip: '127.0.0.1', port: 40_001 },
  ]);
});

test('toListenInfos() listens everywhere and announces an address that is not ours', () => {
  expect(toListenInfos(['203.0.113.9', '127.0.0.1'], local, 40_000)).toEqual([
    { protocol: 'udp', ip: '0.0.0.0', announcedAddress: '203.0.113.9', port: 40_000, recvBufferSize },
    { protocol: 'tcp', ip: '0.0.0.0', announcedAddress: '203.0.113.9', port: 40_000 },
  ]);
});
