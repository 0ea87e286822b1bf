import type { BrowserContext, Page } from 'playwright-core';

/** Lets a test take layers from what pages of this context send. */
export async function useSimulcastLayers(context: BrowserContext): Promise<void> {
  await context.addInitScript(rememberSenders);
}

/** Stops or sends the largest layer again, as a browser does whose machine or line has too little room. */
export const sendLargestLayer = (page: Page, isSent: boolean): Promise<void> =>
  page.evaluate(async (isActive) => {
    const sender = window.layeredSenders?.at(-1);
    const parameters = sender?.getParameters();
    const largest = parameters?.encodings.at(-1);
    if (!parameters || !largest) throw new Error('nothing is sent in layers');
    largest.active = isActive;
    await sender?.setParameters(parameters);
  }, isSent);

declare global {
  interface Window {
    layeredSenders?: RTCRtpSender[];
  }
}

// Runs in the page.
function rememberSenders(): void {
  const native = RTCPeerConnection.prototype.addTransceiver;
  window.layeredSenders = [];
  RTCPeerConnection.prototype.addTransceiver = function (track, init) {
    const transceiver = native.call(this, track, init);
    if ((init?.sendEncodings?.length ?? 0) > 1) window.layeredSenders?.push(transceiver.sender);
    return transceiver;
  };
}
