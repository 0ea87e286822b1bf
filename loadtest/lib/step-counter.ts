/** What a broadcast's seq meant for the one who got it. */
export type Step = 'applied' | 'old' | 'behind';

/**
 * One client's place in the log, by the client rule of the protocol [LG4], in constant size: a virtual user holds
 * hundreds of clients, so none keeps a list. `gaps` are holes seen on the wire, `doubles` seqs that came twice on one
 * connection [LG3]; a hole behind which the log was asked for is still a hole.
 */
export type StepCounter = {
  readonly counts: { first: number; last: number; gaps: number; doubles: number };
  /** A new connection: what it brings begins anew, and until its join is answered a hole is no fault [CN6]. */
  connected(): void;
  broadcast(seq: number): Step;
  /** An entry of a tail. @returns whether it was applied. */
  tail(seq: number): boolean;
  /** A tail is over. @returns whether entries are still missing, so that the log has to be asked again. */
  tailEnded(top: number): boolean;
  /** Another epoch: all that was applied is forgotten [RS2]. */
  reset(): void;
};

export function createStepCounter(): StepCounter {
  const counts = { first: 0, last: 0, gaps: 0, doubles: 0 };
  let lastOnWire = 0;
  let highestSeen = 0;
  let isCatchingUp = true;
  const apply = (seq: number) => {
    if (counts.first === 0) counts.first = seq;
    counts.last = seq;
  };
  return {
    counts,
    connected() {
      lastOnWire = 0;
      isCatchingUp = true;
    },
    broadcast(seq) {
      if (seq <= lastOnWire) counts.doubles += 1;
      lastOnWire = Math.max(lastOnWire, seq);
      highestSeen = Math.max(highestSeen, seq);
      if (seq <= counts.last) return 'old';
      if (seq === counts.last + 1) {
        apply(seq);
        return 'applied';
      }
      if (isCatchingUp) return 'old'; // The tail that is on its way has it, or the next one.
      counts.gaps += 1;
      isCatchingUp = true;
      return 'behind';
    },
    tail(seq) {
      if (seq <= counts.last) return false;
      if (seq !== counts.last + 1) counts.gaps += 1;
      apply(seq);
      return true;
    },
    tailEnded(top) {
      highestSeen = Math.max(highestSeen, top);
      isCatchingUp = counts.last < highestSeen;
      return isCatchingUp;
    },
    reset() {
      counts.first = 0;
      counts.last = 0;
      highestSeen = 0;
    },
  };
}
