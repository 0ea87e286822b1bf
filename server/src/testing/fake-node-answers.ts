import { type Ack, AppError, type signaling } from '@shoal/contract';
import { givenDtls } from './given-dtls.ts';

/** Where a relay is sent to that nobody reads. */
export const pipeEnd = {
  ip: '127.0.0.1',
  port: 1,
  srtpParameters: { cryptoSuite: 'AEAD_AES_256_GCM', keyBase64: 'k' },
};

/** A transport as an answer names it, of nothing that listens. */
export const toTransport = (): signaling.TransportOptions => ({
  id: crypto.randomUUID(),
  iceParameters: { usernameFragment: 'u', password: 'p' },
  iceCandidates: [],
  dtlsParameters: givenDtls,
});

/** Our own errors are answers; any other ends the test. */
export function toAck(answer: () => unknown): Ack<unknown> {
  try {
    return { ok: true, data: answer() };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toRefusal() };
    throw error;
  }
}
