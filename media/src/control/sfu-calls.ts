import { mediaNode, type ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import type { Sfu } from '../sfu/sfu.ts';
import type { OnCall } from './call-listener.ts';
import type { PublishFile } from './publish-file.ts';

export type SfuCallsDeps = {
  sfu: Sfu;
  publishFile: PublishFile;
  /** Resolves when the show's recording is final. */
  finaliseRecording: (showId: ShowId) => Promise<unknown>;
};

/**
 * The SFU's face towards the server. Parameters that browsers and mediasoup exchange are checked by mediasoup itself:
 * the contract knows their outline only, hence the casts.
 */
export function registerSfuCalls(on: OnCall, { sfu, publishFile, finaliseRecording }: SfuCallsDeps): void {
  on(mediaNode.openPublishTransport, ({ showId, peerId }) => sfu.openPublishTransport(showId, peerId));
  on(mediaNode.connectTransport, async ({ peerId, transportId, dtlsParameters }) => {
    await sfu.connectTransport(peerId, transportId, dtlsParameters as types.DtlsParameters);
    return {};
  });
  on(mediaNode.produce, ({ peerId, transportId, kind, rtpParameters }) =>
    sfu.produce(peerId, transportId, { kind, rtpParameters: rtpParameters as types.RtpParameters }),
  );
  on(mediaNode.prepareWatch, ({ showId, peerId, rtpCapabilities }) =>
    sfu.prepareWatch(showId, peerId, rtpCapabilities as types.RtpCapabilities),
  );
  on(mediaNode.watch, ({ showId, peerId, picture, rtpCapabilities }) =>
    sfu.watch(showId, peerId, { rtpCapabilities: rtpCapabilities as types.RtpCapabilities, picture }),
  );
  on(mediaNode.choosePicture, async ({ peerId, picture }) => {
    await sfu.choosePicture(peerId, picture);
    return {};
  });
  on(mediaNode.restartIce, async ({ peerId, transportId }) => ({
    iceParameters: { ...(await sfu.restartIce(peerId, transportId)) },
  }));
  on(mediaNode.closePeer, ({ peerId }) => {
    sfu.closePeer(peerId);
    return {};
  });
  on(mediaNode.closeShow, async ({ showId }) => {
    await finaliseRecording(showId);
    sfu.closeShow(showId);
    return {};
  });
  on(mediaNode.renewLeases, ({ peerIds }) => {
    sfu.leases.renew(peerIds);
    return {};
  });
  on(mediaNode.publishFile, async (input) => {
    await publishFile(input);
    return {};
  });
}
