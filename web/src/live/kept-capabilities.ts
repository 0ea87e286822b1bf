import type { RtpCapabilities } from './watch-device.ts';

const KEY = 'shoal.rtpCapabilities';

/** What the media node could do at the last visit: the device is loaded with it while the page still connects. */
export function findKeptCapabilities(): RtpCapabilities | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return kept && typeof kept === 'object' ? (kept as RtpCapabilities) : null; // Written below; the join corrects it.
  } catch {
    return null;
  }
}

export function keepCapabilities(capabilities: RtpCapabilities): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(capabilities));
  } catch {
    // Private windows refuse storage; the next visit waits for the join then.
  }
}
