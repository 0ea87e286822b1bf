import { Counter, Trend } from 'k6/metrics';

/** From the moment the server took the host's drop to the moment a socket had it. */
export const dropMs = new Trend('drop_ms', true);
/** The same for those who were away and got it with the tail of their join. */
export const lateDropMs = new Trend('late_drop_ms', true);
/** From losing the socket to being current again. */
export const backMs = new Trend('back_ms', true);
/** From opening a socket to the answer to its join. */
export const joinMs = new Trend('join_ms', true);
/** From sending a command to its acknowledgement. */
export const ackMs = new Trend('ack_ms', true);

/** From sending a message to its acknowledgement. */
export const chatMs = new Trend('chat_ms', true);
/** One request for page data. */
export const pageMs = new Trend('page_ms', true);
/** From asking for a personal link to having it. */
export const shareMs = new Trend('share_ms', true);
export const signInMs = new Trend('sign_in_ms', true);

export const delivered = new Counter('delivered');
export const gaps = new Counter('gaps');
export const doubles = new Counter('doubles');
/** Drops that a socket does not have when the run is over. */
export const lost = new Counter('lost');
export const connects = new Counter('connects');
export const failedConnects = new Counter('failed_connects');
/** Joins that brought a position along. */
export const resumes = new Counter('resumes');
/** Times the log was asked because of a hole. */
export const repairs = new Counter('repairs');
export const refusedJoins = new Counter('refused_joins');
export const receiptsSent = new Counter('receipts_sent');
export const receiptsConfirmed = new Counter('receipts_confirmed');
/** Sockets whose last applied seq the server has not confirmed when the run is over. */
export const unconfirmed = new Counter('unconfirmed');
/** What a scenario expected and did not see; each scenario says what that is. */
export const missed = new Counter('missed');
/** Messages that the server refused because of their number. */
export const rateLimited = new Counter('rate_limited');
