import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { ShowId } from '@shoal/contract';

/** A grant opens a session within this time; the session then lasts while it is used. Also the server's. */
const OPENS_WITHIN_S = 120;
/** Two machines' clocks may differ by so much. */
const CLOCK_SKEW_S = 60;
/** Somebody who asked for nothing so long is gone: held requests last a third of it. */
const IDLE_MS = 60_000;
/** The longest show. */
const MAX_AGE_MS = 12 * 3_600_000;
const MAX_SESSIONS = 50_000;
const GRANT = /^(1\.([0-9a-z]{1,8})\.([0-9A-Za-z]{15,33}))\.([\w-]{24})$/;

export type Revocation = { readonly viewer: string; readonly showId: ShowId | null; readonly issuedBeforeS: number };

type Session = { showId: ShowId; viewer: string; issuedS: number; openedMs: number; usedMs: number };

/**
 * Who may read at this live edge. A grant is checked by its signature alone when it is used first; after that it is a
 * session here, which idling, age or a revocation ends. What was granted before this process began opens nothing: its
 * paths would name other bytes than they did.
 */
export class EdgeSessions {
  readonly #key: Buffer;
  readonly #now: () => number;
  readonly #startedS: number;
  readonly #sessions = new Map<string, Session>();
  #revocations: Revocation[] = [];

  constructor(clusterSecret: string, now: () => number) {
    this.#key = Buffer.from(hkdfSync('sha256', clusterSecret, '', 'shoal live edge grant', 32));
    this.#now = now;
    this.#startedS = Math.floor(now() / 1_000);
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Whether a grant opens this show now. */
  admit(grant: string, showId: ShowId): boolean {
    const nowMs = this.#now();
    const key = `${showId} ${grant}`;
    const session = this.#sessions.get(key);
    if (session && isAlive(session, nowMs)) {
      session.usedMs = nowMs;
      return true;
    }
    this.#sessions.delete(key);
    const claim = session ? undefined : this.#read(grant, showId, nowMs);
    if (!claim || this.#isRevoked(claim) || this.#sessions.size >= MAX_SESSIONS) return false;
    this.#sessions.set(key, { ...claim, openedMs: nowMs, usedMs: nowMs });
    return true;
  }

  /** Ends what was granted before; what is granted after it opens again. */
  revoke(revocation: Revocation): void {
    const oldestS = this.#now() / 1_000 - OPENS_WITHIN_S - 2 * CLOCK_SKEW_S;
    this.#revocations = [...this.#revocations.filter(({ issuedBeforeS }) => issuedBeforeS > oldestS), revocation];
    for (const [key, session] of this.#sessions) if (isMeant(revocation, session)) this.#sessions.delete(key);
  }

  /** Forgets who is gone; call it now and then. */
  sweep(): void {
    const nowMs = this.#now();
    for (const [key, session] of this.#sessions) if (!isAlive(session, nowMs)) this.#sessions.delete(key);
  }

  #read(grant: string, showId: ShowId, nowMs: number) {
    const [, body, issued, viewer, mac] = GRANT.exec(grant) ?? [];
    if (!body || !issued || !viewer || !mac) return undefined;
    const right = createHmac('sha256', this.#key).update(`${showId}\n${body}`).digest().subarray(0, 18);
    if (!timingSafeEqual(right, Buffer.from(mac, 'base64url'))) return undefined;
    const issuedS = Number.parseInt(issued, 36);
    const ageS = nowMs / 1_000 - issuedS;
    const isFresh = ageS < OPENS_WITHIN_S + CLOCK_SKEW_S && ageS > -CLOCK_SKEW_S;
    return isFresh && issuedS >= this.#startedS ? { showId, viewer, issuedS } : undefined;
  }

  #isRevoked(claim: Pick<Session, 'showId' | 'viewer' | 'issuedS'>): boolean {
    return this.#revocations.some((revocation) => isMeant(revocation, claim));
  }
}

const isAlive = ({ openedMs, usedMs }: Session, nowMs: number) =>
  nowMs - usedMs < IDLE_MS && nowMs - openedMs < MAX_AGE_MS;

const isMeant = (
  { issuedBeforeS, showId, viewer }: Revocation,
  session: Pick<Session, 'showId' | 'viewer' | 'issuedS'>,
) => session.viewer === viewer && (showId === null || session.showId === showId) && session.issuedS <= issuedBeforeS;
