import type { IncomingMessage, ServerResponse } from 'node:http';

/** Connects admitted in a second, over time and at once; the rest is told to come again. */
const CONNECTS_PER_SECOND = 1_500;
const BURST = 3_000;
const MIN_RETRY_SECONDS = 1;
const RETRY_SPREAD_SECONDS = 4;

/** Whether one more connect is admitted now: a token bucket. */
export function createAdmission(startedMs: number): (nowMs: number) => boolean {
  let tokens = BURST;
  let filledMs = startedMs;
  return (nowMs) => {
    tokens = Math.min(BURST, tokens + ((nowMs - filledMs) / 1_000) * CONNECTS_PER_SECOND);
    filledMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

export type RefuseStormDeps = {
  admit: (nowMs: number) => boolean;
  onRefused: () => void;
  /** In [0, 1). */
  random: () => number;
};
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Refuses the connects of a storm that are too many, before anything is allocated for them: 503 and when to come again. */
export function refuseStorm({ admit, onRefused, random }: RefuseStormDeps): Middleware {
  return (request, response, next) => {
    const isConnect = !/[?&]sid=/.test(request.url ?? '');
    if (!isConnect || admit(performance.now())) return next();
    onRefused();
    const retryAfter = String(MIN_RETRY_SECONDS + Math.floor(random() * RETRY_SPREAD_SECONDS));
    if (request.headers.upgrade === undefined) {
      return void response.writeHead(503, { 'Retry-After': retryAfter }).end();
    }
    // What stands for the response of an upgrade cannot answer with a status.
    request.socket.end(`HTTP/1.1 503 Service Unavailable\r\nRetry-After: ${retryAfter}\r\nConnection: close\r\n\r\n`);
  };
}
