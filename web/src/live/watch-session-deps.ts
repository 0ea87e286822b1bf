import type { signaling } from '@shoal/contract';
import type { LiveSocket } from './live-socket.ts';
import type { RtpCapabilities, WatchDevice } from './watch-device.ts';
import type { WatchMark } from './watch-timings.ts';

export type WatchSessionDeps = {
  showId: string;
  send: LiveSocket['send'];
  /** Null while no media node is known; asked again at every try. */
  findCapabilities: () => Promise<RtpCapabilities | null>;
  loadDevice: (nodeCapabilities: RtpCapabilities) => Promise<WatchDevice>;
  newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  random: () => number;
  /** How much picture she wants now. */
  findPicture: () => signaling.Picture;
  /** A step of a start was reached. */
  mark: (mark: WatchMark) => void;
};
