import { AppError } from '@shoal/contract';
import type { SdpSection, SessionDescription } from './session-description.ts';

const PROTOCOLS = new Set(['UDP/TLS/RTP/SAVPF', 'TCP/TLS/RTP/SAVPF', 'RTP/SAVPF', 'UDP/TLS/RTP/SAVP']);
/** mediasoup writes a mid into 8 bytes at most. */
const MAX_MID_LENGTH = 8;

const isInDirection = {
  send: ({ direction }: SdpSection) => direction === 'sendonly' || direction === 'sendrecv',
  receive: ({ direction }: SdpSection) => direction === 'recvonly' || direction === 'sendrecv',
};

/** Whether a section can be used: WebRTC media in that direction, on the one transport that there is. */
export function isOffered(offer: SessionDescription, section: SdpSection, direction: 'send' | 'receive'): boolean {
  if (!PROTOCOLS.has(section.protocol) || !isInDirection[direction](section)) return false;
  if (section.mid !== undefined && section.mid.length > MAX_MID_LENGTH) return false;
  const isAlone = offer.sections.length === 1;
  return isAlone || (section.mid !== undefined && offer.bundled.includes(section.mid));
}

/** @throws AppError `media.incompatible` for media that would need several transports. */
export function requireBundle({ bundled, sections }: SessionDescription): void {
  if (sections.length > 1 && bundled.length === 0) {
    throw new AppError('media.incompatible', 'all media must share one transport: offer a=group:BUNDLE');
  }
}
