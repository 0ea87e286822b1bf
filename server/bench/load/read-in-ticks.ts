/** As often as a busy machine's network card interrupts, give or take; latencies are read this coarsely. */
const TICK_MS = 4;

/**
 * From now on this process looks at its sockets every 4 ms only, and sleeps in between where no packet wakes it. On loopback
 * the writer pays for waking the reader, at each packet that finds it asleep; between machines nobody does, and a reader
 * that is as busy as a phone's network or as k6 is awake anyway. @returns how to stop.
 */
export function readInTicks(): () => void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  let isOn = true;
  const sleep = () => {
    Atomics.wait(never, 0, 0, TICK_MS);
    if (isOn) setImmediate(sleep);
  };
  setImmediate(sleep);
  return () => {
    isOn = false;
  };
}
