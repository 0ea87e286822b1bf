/** A broadcast of the shape and the length of our own, so that one reader reads both. */
export function toPayload(seq: number, payloadBytes: number) {
  const bare = { showId: '0'.repeat(36), epoch: '0'.repeat(32), entry: { seq, text: '' } };
  const text = 'x'.repeat(Math.max(0, payloadBytes - JSON.stringify(['log:appended', bare]).length - 2));
  return { ...bare, entry: { seq, text } };
}

/** Says where a peer listens, as the server's own log does. */
export const sayPort = (port: number): void =>
  void process.stdout.write(`${JSON.stringify({ msg: 'peer listens', port })}\n`);
