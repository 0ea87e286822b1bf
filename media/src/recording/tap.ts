import type { ShowId } from '@shoal/contract';
import type { SenderReport } from './programme-clock.ts';

export type Kind = 'audio' | 'video';

/** One of the publisher's tracks as it comes out of the router. */
export type TapTrack = {
  readonly kind: Kind;
  readonly mimeType: string;
  readonly payloadType: number;
  readonly clockRate: number;
};

export type TapEvents = {
  onRtp: (kind: Kind, packet: Buffer) => void;
  onSenderReport: (kind: Kind, report: SenderReport) => void;
};

/** The publisher's packets, until her tracks change. */
export type Tap = {
  readonly tracks: readonly TapTrack[];
  /** Lets the packets flow; none comes before. */
  start: () => Promise<void>;
  requestKeyFrame: () => void;
  close: () => void;
};

/** Opens a tap on what is on the show's stage now; null when nobody publishes. compose.ts plugs in the SFU's. */
export type OpenTap = (showId: ShowId, on: TapEvents) => Promise<Tap | null>;
