/// <reference path="./sdp-client-page.ts" />
// Runs in the page: the clients as they come from npm, nothing of ours but the calls.
import { WebRTCPlayer } from '@eyevinn/webrtc-player';
import { WHIPClient } from '@eyevinn/whip-web-client';

let whip: WHIPClient | undefined;
let player: WebRTCPlayer | undefined;
window.whipPeers = [];

/** The client's own connection, but that its picture goes in three layers named as browsers' examples do. */
function openLayered(configuration: RTCConfiguration): RTCPeerConnection {
  const peer = new RTCPeerConnection(configuration);
  const addTrack = peer.addTrack.bind(peer);
  peer.addTrack = (track, ...streams) => {
    if (track.kind === 'audio') return addTrack(track, ...streams);
    const sendEncodings = [
      { rid: 'h', maxBitrate: 1_500_000 },
      { rid: 'm', maxBitrate: 500_000, scaleResolutionDownBy: 2 },
      { rid: 'l', maxBitrate: 150_000, scaleResolutionDownBy: 4 },
    ];
    return peer.addTransceiver(track, { direction: 'sendonly', streams, sendEncodings }).sender;
  };
  return peer;
}

window.publishWhip = async (endpoint, key, withLayers) => {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  const open = (configuration: RTCConfiguration) => {
    const peer = withLayers ? openLayered(configuration) : new RTCPeerConnection(configuration);
    window.whipPeers.push(peer);
    return peer;
  };
  whip = new WHIPClient({ endpoint, opts: { authkey: key, iceServers: [], debug: true }, peerConnectionFactory: open });
  await whip.ingest(media);
};
window.stopWhip = async () => whip?.destroy();

window.playWhep = async (url, key) => {
  const video = document.querySelector('video');
  if (!video) throw new Error('the page has no video element');
  player = new WebRTCPlayer({ video, type: 'whep', iceServers: [], statsTypeFilter: '^none$' });
  await player.load(new URL(url), `Bearer ${key}`);
};
window.stopWhep = async () => player?.unload();
