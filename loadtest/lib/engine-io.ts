/** Engine.IO 4 and Socket.IO 5 text frames, as far as a browser of ours speaks them over a WebSocket. */
export type Frame =
  | { kind: 'open' | 'ping' | 'connected' | 'disconnected' | 'other' }
  | { kind: 'refused'; payload: string }
  | { kind: 'event'; name: string; payload: string }
  | { kind: 'ack'; id: number; payload: string };

export const CONNECT = '40';
export const PONG = '3';
const OTHER: Frame = { kind: 'other' };
const PING: Frame = { kind: 'ping' };

/** The frame of an event that wants an acknowledgement; `payload` is JSON already. */
export const eventFrame = (ackId: number, name: string, payload: string): string => `42${ackId}["${name}",${payload}]`;

/** Takes a frame apart and leaves its JSON unread: most of what ten thousand clients get is never looked into. */
export function readFrame(text: string): Frame {
  switch (text.charCodeAt(0)) {
    case 0x30: // 0
      return { kind: 'open' };
    case 0x32: // 2
      return PING;
    case 0x34: // 4
      return readPacket(text);
    default:
      return OTHER;
  }
}

function readPacket(text: string): Frame {
  switch (text.charCodeAt(1)) {
    case 0x30:
      return { kind: 'connected' };
    case 0x31:
      return { kind: 'disconnected' };
    case 0x32:
      return readEvent(text);
    case 0x33:
      return readAck(text);
    case 0x34:
      return { kind: 'refused', payload: text.slice(2) };
    default:
      return OTHER;
  }
}

function readEvent(text: string): Frame {
  const nameAt = text.indexOf('"') + 1;
  const nameEnd = text.indexOf('"', nameAt);
  return { kind: 'event', name: text.slice(nameAt, nameEnd), payload: text.slice(nameEnd + 2, -1) };
}

function readAck(text: string): Frame {
  const at = text.indexOf('[');
  return { kind: 'ack', id: Number(text.slice(2, at)), payload: text.slice(at + 1, -1) };
}
