/** Why a device could not be opened, in words the studio can explain. */
export type CaptureFailureCode =
  | 'not_secure'
  | 'browser_too_old'
  | 'refused'
  | 'no_camera'
  | 'no_microphone'
  | 'in_use'
  | 'unplugged'
  | 'unknown';

export class CaptureFailure extends Error {
  readonly code: CaptureFailureCode;

  constructor(code: CaptureFailureCode, options?: ErrorOptions) {
    super(`capture failed: ${code}`, options);
    this.name = 'CaptureFailure';
    this.code = code;
  }
}

/** Names what getUserMedia threw. */
export function toCaptureFailure(error: unknown, kind: 'camera' | 'microphone'): CaptureFailure {
  if (error instanceof CaptureFailure) return error;
  const name = error instanceof Error ? error.name : '';
  const cause = { cause: error };
  if (name === 'NotAllowedError' || name === 'SecurityError') return new CaptureFailure('refused', cause);
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return new CaptureFailure(kind === 'camera' ? 'no_camera' : 'no_microphone', cause);
  }
  if (name === 'NotReadableError' || name === 'AbortError') return new CaptureFailure('in_use', cause);
  return new CaptureFailure('unknown', cause);
}

/** Whether this page can capture at all. @throws CaptureFailure `not_secure` | `browser_too_old` */
export function checkCaptureIsPossible(): void {
  // Browsers hide mediaDevices on plain http, so the two causes are told apart by the context.
  if (!globalThis.isSecureContext) throw new CaptureFailure('not_secure');
  if (!navigator.mediaDevices?.getUserMedia || typeof RTCPeerConnection === 'undefined') {
    throw new CaptureFailure('browser_too_old');
  }
}
