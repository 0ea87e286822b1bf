import type { CommandOutput, signaling } from '@shoal/contract';
import { Device } from 'mediasoup-client';
import type {
  Producer,
  RtpCapabilities,
  RtpCodecCapability,
  Transport,
  TransportOptions,
} from 'mediasoup-client/types';
import { CallFailure } from '../api/call-failure.ts';

type Opened = CommandOutput<typeof signaling.openPublish>;
type Source = signaling.TrackSource;

/** How the transport reaches the server; publish-session binds them to the show. */
export type PublishSignals = {
  connect: (transportId: string, dtlsParameters: signaling.DtlsParameters) => Promise<unknown>;
  produce: (
    transportId: string,
    kind: signaling.Kind,
    rtpParameters: signaling.RtpParameters,
    source: Source,
  ) => Promise<{ producerId: string }>;
};

/**
 * Smallest first, as mediasoup numbers its layers. The sizes and rates are those that browsers hold at 30 frames; one
 * temporal layer, since the recorder copies what it gets.
 */
const layers = [
  { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T1' },
  { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T1' },
  { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 2_000_000, scalabilityMode: 'L1T1' },
];
/** VP8 is encoded anew by the recorder, and sent as one layer to spare a host whose browser is old. */
const single = [{ maxBitrate: 2_500_000 }];
/** High enough that the top layer is there at once; without it viewers begin with the smallest. */
const START_VIDEO_KBPS = 2_500;

/** The device for a router, loaded. @throws CallFailure `media.incompatible` when the browser cannot send. */
export async function loadDevice(rtpCapabilities: Opened['rtpCapabilities']): Promise<Device> {
  const device = await Device.factory().catch((cause: unknown) => {
    throw new CallFailure('media.incompatible', 'this browser has no WebRTC we know', 'never', { cause });
  });
  // The contract checks the outline of what mediasoup made and mediasoup-client reads.
  await device.load({ routerRtpCapabilities: rtpCapabilities as RtpCapabilities });
  return device;
}

/** Opens the sending side of what `media:publish` answered. */
export function openSendTransport(device: Device, opened: Opened, signals: PublishSignals): Transport {
  const options = opened.transport as unknown as TransportOptions; // As above: outline checked by the contract.
  const transport = device.createSendTransport({ ...options, iceServers: [] });
  transport.on('connect', ({ dtlsParameters }, onDone, onError) => {
    signals.connect(transport.id, dtlsParameters as signaling.DtlsParameters).then(onDone, onError);
  });
  transport.on('produce', ({ appData, kind, rtpParameters }, onDone, onError) => {
    signals
      .produce(transport.id, kind, rtpParameters as unknown as signaling.RtpParameters, appData.source as Source)
      .then(({ producerId }) => onDone({ id: producerId }), onError);
  });
  return transport;
}

/** H264 in three layers, so that the recorder copies the top one; VP8 only where the browser has no H264. */
export function produceVideo(
  device: Device,
  transport: Transport,
  track: MediaStreamTrack,
  source: Source,
): Promise<Producer> {
  const codec = chooseVideoCodec(device.sendRtpCapabilities.codecs ?? []);
  return transport.produce({
    track,
    stopTracks: false,
    zeroRtpOnPause: false,
    encodings: codec?.mimeType.toLowerCase() === 'video/h264' ? layers : single,
    codecOptions: { videoGoogleStartBitrate: START_VIDEO_KBPS },
    ...(codec && { codec }),
    appData: { source },
  });
}

/** Without DTX: silence is sent as well, so that sound and picture stay together in the recording. */
export function produceAudio(transport: Transport, track: MediaStreamTrack): Promise<Producer> {
  return transport.produce({
    track,
    stopTracks: false,
    disableTrackOnPause: false,
    codecOptions: { opusStereo: false, opusDtx: false, opusFec: true, opusMaxAverageBitrate: 64_000 },
    appData: { source: 'microphone' },
  });
}

export function chooseVideoCodec(codecs: readonly RtpCodecCapability[]): RtpCodecCapability | undefined {
  const byName = (name: string) => codecs.find(({ mimeType }) => mimeType.toLowerCase() === name);
  return byName('video/h264') ?? byName('video/vp8');
}
