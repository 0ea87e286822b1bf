import type { Page } from 'playwright-core';

/** How long two browsers of one machine may take to find each other. */
const ICE_LIMIT_MS = 10_000;

/**
 * Calls from one page to the other without anything between them: H264 and Opus of the caller's camera and microphone, in
 * a video element of the called page. With its sound, as ours: a picture waits for the sound that belongs to it.
 */
export async function openDirectCall(caller: Page, called: Page): Promise<void> {
  const offer = await caller.evaluate(offerCall, ICE_LIMIT_MS);
  const answer = await called.evaluate(answerCall, { offer, limitMs: ICE_LIMIT_MS });
  await caller.evaluate((sdp) => window.benchCall?.setRemoteDescription({ type: 'answer', sdp }), answer);
}

declare global {
  interface Window {
    benchCall?: RTCPeerConnection;
  }
}

// Runs in the page.
async function offerCall(limitMs: number): Promise<string> {
  const call = new RTCPeerConnection();
  window.benchCall = call;
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  for (const track of stream.getTracks()) call.addTrack(track, stream);
  const video = call.getTransceivers().find(({ sender }) => sender.track?.kind === 'video');
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  video?.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === 'video/H264'));
  await call.setLocalDescription(await call.createOffer());
  for (const endsAtMs = performance.now() + limitMs; call.iceGatheringState !== 'complete'; ) {
    if (performance.now() > endsAtMs) throw new Error('the caller found no address');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return call.localDescription?.sdp ?? '';
}

// Runs in the page.
async function answerCall({ limitMs, offer }: { offer: string; limitMs: number }): Promise<string> {
  const call = new RTCPeerConnection();
  window.benchCall = call;
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, playsInline: true });
  document.body.replaceChildren(video);
  call.ontrack = ({ streams }) => {
    video.srcObject = streams[0] ?? null;
    void video.play();
  };
  await call.setRemoteDescription({ type: 'offer', sdp: offer });
  await call.setLocalDescription(await call.createAnswer());
  for (const endsAtMs = performance.now() + limitMs; call.iceGatheringState !== 'complete'; ) {
    if (performance.now() > endsAtMs) throw new Error('the called page found no address');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return call.localDescription?.sdp ?? '';
}
