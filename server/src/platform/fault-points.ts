import process from 'node:process';

/** Lines of a host's command at which a proof kills the server, in the order in which they are passed. */
export const faultPoints = [
  /** All is written, nothing is committed. */
  'before_commit',
  /** Committed; nobody was told and the host has no answer. */
  'after_commit',
  /** Sent to this server's sockets and to the other servers; the host has no answer. */
  'after_announce',
  /** The answer is on its way to the host. Nothing follows: what else a command causes are jobs of its transaction. */
  'after_ack',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** Called at each of the points; does nothing unless a proof asked for a death there. */
export type FaultAt = (point: FaultPoint) => void;

/** Which point to die at, and the how many-eth time that it is passed. */
export type Fault = { point: FaultPoint; times: number };

/** Dies at the point as by `kill -9`; without a fault, a function that does nothing. */
export function createFaultAt(fault: Fault | undefined): FaultAt {
  if (!fault) return () => {};
  let passed = 0;
  return (point) => {
    if (point !== fault.point) return;
    passed += 1;
    if (passed === fault.times) process.kill(process.pid, 'SIGKILL');
  };
}
