import type { types } from 'mediasoup';

/**
 * One port on every address that is ours. An address that is not (behind NAT, a cloud's public one) cannot be bound:
 * then every interface listens and that address is announced.
 */
export function toListenInfos(
  mediaAddresses: readonly string[],
  localAddresses: ReadonlySet<string>,
  port: number,
): types.TransportListenInfo[] {
  const foreign = mediaAddresses.find((address) => !localAddresses.has(address));
  const places = foreign
    ? [{ ip: '0.0.0.0', announcedAddress: foreign, port }]
    : mediaAddresses.map((ip) => ({ ip, port }));
  return places.flatMap((place) => [
    { ...place, protocol: 'udp' as const },
    { ...place, protocol: 'tcp' as const },
  ]);
}
