import type { CommandOutput, signaling } from '@shoal/contract';
import type { WatchDevice, WatchTransport, WatchTransportEvents } from '../live/watch-device.ts';

type Watched = CommandOutput<typeof signaling.watch>;

export type FakeTransport = WatchTransport & { events: WatchTransportEvents; iceRestarts: number; isClosed: boolean };

const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value: Array(32).fill('00').join(':') }] };

/** A device whose transports connect when the test says so. */
export function fakeWatchDevice(): { device: WatchDevice; transports: FakeTransport[] } {
  const transports: FakeTransport[] = [];
  const openTransport = (options: Watched['transport'], events: WatchTransportEvents) => {
    const transport: FakeTransport = {
      id: options.id,
      events,
      iceRestarts: 0,
      isClosed: false,
      consume: async ({ id }) => ({ track: { id } as MediaStreamTrack, close: () => {} }), // Only its identity is read.
      restartIce: async () => {
        transport.iceRestarts += 1;
      },
      readArrived: async () => ({ audioPackets: 0, samples: 0, concealed: 0, videoFrames: 0 }),
      close: () => {
        transport.isClosed = true;
      },
    };
    transports.push(transport);
    events.onDtls(dtlsParameters);
    return transport;
  };
  return { device: { rtpCapabilities: { codecs: [] }, openTransport }, transports };
}

const ice = { usernameFragment: 'u', password: 'p' };

/** The server's answer to a watch. */
export const aWatchAnswer = (transportId: string, generation: number): Watched => ({
  transport: {
    id: transportId,
    iceParameters: ice,
    iceCandidates: [],
    dtlsParameters,
  },
  consumers: [
    { id: `${transportId}-v${generation}`, producerId: 'v', kind: 'video', rtpParameters: { codecs: [] as never } },
  ],
  generation,
});

export const anIceAnswer = { iceParameters: ice };
