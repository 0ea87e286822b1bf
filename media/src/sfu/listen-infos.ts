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

export type PipePlace = { pipeAddress: string; pipePortMin: number; pipePortMax: number };

/** Where other nodes reach this one. An address that is not ours is announced, as above. */
export function toPipeListenInfo(
  { pipeAddress, pipePortMax, pipePortMin }: PipePlace,
  localAddresses: ReadonlySet<string>,
): types.TransportListenInfo {
  const place = localAddresses.has(pipeAddress)
    ? { ip: pipeAddress }
    : { ip: '0.0.0.0', announcedAddress: pipeAddress };
  return { protocol: 'udp', ...place, portRange: { min: pipePortMin, max: pipePortMax } };
}
