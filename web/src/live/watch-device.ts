import type { CommandOutput, CommandRequest, signaling } from '@shoal/contract';
import type { types } from 'mediasoup-client';
import { type Arrived, toArrived } from './flow-watch.ts';

type Watched = CommandOutput<typeof signaling.watch>;
type ConnectRequest = CommandRequest<typeof signaling.connectTransport>;
export type RtpCapabilities = CommandRequest<typeof signaling.watch>['rtpCapabilities'];
export type ConnectionState = types.ConnectionState;

export type WatchTransportEvents = {
  /** Once, with what the server needs for the handshake. */
  onDtls: (dtlsParameters: ConnectRequest['dtlsParameters']) => void;
  /** ICE found a way; DTLS follows. Not told by browsers that show no ICE transport. */
  onIce: () => void;
  onState: (state: ConnectionState) => void;
};

/** One receiving peer connection, as far as watching needs it; tests stand in with their own. */
export type WatchTransport = {
  readonly id: string;
  consume: (options: Watched['consumers'][number]) => Promise<{ track: MediaStreamTrack; close: () => void }>;
  restartIce: (iceParameters: Watched['transport']['iceParameters']) => Promise<void>;
  readArrived: () => Promise<Arrived>;
  close: () => void;
};

/** What this browser can receive, and transports to receive it on. */
export type WatchDevice = {
  readonly rtpCapabilities: RtpCapabilities;
  openTransport: (options: Watched['transport'], events: WatchTransportEvents) => WatchTransport;
};

/**
 * Loads mediasoup's client and prepares it for what the media node can do.
 * @throws when the browser has no WebRTC that it knows.
 */
export async function loadWatchDevice(nodeCapabilities: RtpCapabilities): Promise<WatchDevice> {
  const { detectDevice, Device } = await import('mediasoup-client');
  if (typeof RTCPeerConnection === 'undefined') throw new TypeError('no WebRTC in this browser');
  // On plain http a browser hides what it is, and many an in-app browser has a name of its own: nearly all are Chromium.
  const device = new Device({ handlerName: detectDevice() ?? 'Chrome111' });
  // The contract checks only the outline of mediasoup's own structures, here and in the casts below.
  await device.load({ routerRtpCapabilities: nodeCapabilities as types.RtpCapabilities });
  return {
    rtpCapabilities: device.recvRtpCapabilities as RtpCapabilities,
    openTransport: (options, events) => openTransport(device, options, events),
  };
}

function openTransport(
  device: types.Device,
  options: Watched['transport'],
  { onDtls, onIce, onState }: WatchTransportEvents,
): WatchTransport {
  const transport = device.createRecvTransport(options as types.TransportOptions);
  transport.on('connect', ({ dtlsParameters }, callback) => {
    // Answered at once: the handshake begins while the server still hears of it.
    callback();
    onDtls(dtlsParameters);
  });
  transport.on('connectionstatechange', onState);
  return {
    id: transport.id,
    consume: async (options) => {
      const consumer = await transport.consume(options as types.ConsumerOptions);
      tellIce(consumer.rtpReceiver?.transport?.iceTransport, onIce);
      return consumer;
    },
    restartIce: (iceParameters) => transport.restartIce({ iceParameters: iceParameters as types.IceParameters }),
    readArrived: async () => toArrived([...(await transport.getStats()).values()]),
    close: () => transport.close(),
  };
}

function tellIce(ice: RTCIceTransport | undefined, onIce: () => void): void {
  const isThrough = () => ice?.state === 'connected' || ice?.state === 'completed';
  if (!ice || isThrough()) return void (ice && onIce());
  const onChange = () => {
    if (!isThrough()) return;
    ice.removeEventListener('statechange', onChange);
    onIce();
  };
  ice.addEventListener('statechange', onChange);
}
