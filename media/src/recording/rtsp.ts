export type RtspRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
};

const MAX_REQUEST_BYTES = 16_384;
const INTERLEAVED_MARK = 0x24;

/**
 * Takes the complete RTSP requests off a stream; the encoder's own RTCP between them is skipped.
 * @throws Error when a request is longer than any we expect.
 */
export function takeRtspRequests(bytes: Buffer): { requests: RtspRequest[]; rest: Buffer } {
  const requests: RtspRequest[] = [];
  let rest = bytes;
  while (rest.length >= 4) {
    if (rest[0] === INTERLEAVED_MARK) {
      const frameBytes = 4 + rest.readUInt16BE(2);
      if (rest.length < frameBytes) break;
      rest = rest.subarray(frameBytes);
      continue;
    }
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0 && rest.length > MAX_REQUEST_BYTES) throw new Error('RTSP request is too long');
    if (end < 0) break;
    requests.push(parseRequest(rest.subarray(0, end).toString('latin1')));
    rest = rest.subarray(end + 4);
  }
  return { requests, rest };
}

function parseRequest(text: string): RtspRequest {
  const [start = '', ...lines] = text.split('\r\n');
  const [method = '', url = ''] = start.split(' ');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method, url, headers };
}

/** Answers as a server that holds exactly one stream; anything but its secret address is not found. */
export function rtspReply(request: RtspRequest, streamUrl: string, sdp: string): string {
  const cseq = request.headers.get('cseq') ?? '0';
  if (!request.url.startsWith(streamUrl)) return reply('404 Not Found', cseq, {});
  const session = { Session: '1;timeout=600' };
  if (request.method === 'OPTIONS')
    return reply('200 OK', cseq, { Public: 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN' });
  if (request.method === 'DESCRIBE') {
    return reply('200 OK', cseq, { 'Content-Base': `${streamUrl}/`, 'Content-Type': 'application/sdp' }, sdp);
  }
  if (request.method === 'SETUP')
    return reply('200 OK', cseq, { ...session, Transport: request.headers.get('transport') ?? '' });
  return reply('200 OK', cseq, session);
}

function reply(status: string, cseq: string, headers: Record<string, string>, body = ''): string {
  const lines = Object.entries({ CSeq: cseq, ...headers, 'Content-Length': `${Buffer.byteLength(body)}` });
  return `RTSP/1.0 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
