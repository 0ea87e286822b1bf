import type { AccountId, SessionId } from '@shoal/contract';
import type { Member } from '../platform/caller.ts';
import type { Log } from '../platform/log.ts';

export type SessionWatchDeps = {
  /** Marks these sessions as active now. @returns those of them that are still valid. */
  keepSessionsAlive: (sessionIds: SessionId[]) => Promise<SessionId[]>;
  closeSession: (accountId: AccountId, sessionId: SessionId) => void;
  log: Log;
};

const TICK_MS = 1_000;
const TICKS_PER_ROUND = 60;

/**
 * Owns the timer that ties sockets to their sessions: a connected socket counts as activity each minute, and a socket
 * that slipped in while its session was ending is closed within a second. One query per tick, however many sockets.
 */
export class SessionWatch {
  readonly #deps: SessionWatchDeps;
  readonly #timer: NodeJS.Timeout;
  readonly #sessions = new Map<SessionId, { accountId: AccountId; sockets: number }>();
  #fresh = new Set<SessionId>();
  #tick = 0;
  #isBusy = false;

  static open(deps: SessionWatchDeps): SessionWatch {
    return new SessionWatch(deps);
  }

  private constructor(deps: SessionWatchDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => void this.#onTick(), TICK_MS).unref();
  }

  /** Counts a socket in. */
  add({ accountId, sessionId }: Member): void {
    const sockets = (this.#sessions.get(sessionId)?.sockets ?? 0) + 1;
    this.#sessions.set(sessionId, { accountId, sockets });
    this.#fresh.add(sessionId);
  }

  /** Counts a socket out. */
  remove({ accountId, sessionId }: Member): void {
    const sockets = (this.#sessions.get(sessionId)?.sockets ?? 1) - 1;
    if (sockets > 0) this.#sessions.set(sessionId, { accountId, sockets });
    else this.#sessions.delete(sessionId);
  }

  /** Stops watching; safe to call twice. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #onTick(): Promise<void> {
    this.#tick += 1;
    if (this.#isBusy) return;
    const isRound = this.#tick % TICKS_PER_ROUND === 0;
    const asked = isRound ? [...this.#sessions.keys()] : [...this.#fresh].filter((id) => this.#sessions.has(id));
    this.#fresh = new Set();
    if (asked.length > 0) await this.#check(asked);
  }

  #closeSession(sessionId: SessionId): void {
    const session = this.#sessions.get(sessionId);
    if (session) this.#deps.closeSession(session.accountId, sessionId);
  }

  async #check(asked: SessionId[]): Promise<void> {
    this.#isBusy = true;
    try {
      const alive = new Set(await this.#deps.keepSessionsAlive(asked));
      for (const sessionId of asked.filter((id) => !alive.has(id))) this.#closeSession(sessionId);
    } catch (err) {
      for (const sessionId of asked) this.#fresh.add(sessionId); // Asked again at the next tick.
      this.#deps.log.warn({ err, sessions: asked.length }, 'could not check sessions');
    } finally {
      this.#isBusy = false;
    }
  }
}
