/** The worker that tests run against. @throws Error that says what to do when none is named. */
export function requireWorkerBin(): string {
  const workerBin = process.env.MEDIASOUP_WORKER_BIN;
  if (workerBin) return workerBin;
  throw new Error('MEDIASOUP_WORKER_BIN is not set: these tests need a real mediasoup-worker; `npm test` builds one.');
}
