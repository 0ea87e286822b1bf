import type { catalog, ErrorCode, Refusal, Retry } from '@shoal/contract';

/** Why a call did not work: the server's code, or `offline` when no answer came at all. */
export type FailureCode = ErrorCode | 'offline';

type CallFailureOptions = ErrorOptions & { marks?: readonly catalog.ClaimMark[] };

/** What `call()` and `upload()` throw. */
export class CallFailure extends Error {
  readonly code: FailureCode;
  readonly retry: Retry;
  /** The sentences that may not be shown; empty but for `catalog.claim_unproven`. */
  readonly marks: readonly catalog.ClaimMark[];

  constructor(code: FailureCode, message: string, retry: Retry, options?: CallFailureOptions) {
    super(message, options);
    this.name = 'CallFailure';
    this.code = code;
    this.retry = retry;
    this.marks = options?.marks ?? [];
  }

  static fromRefusal(refusal: Refusal): CallFailure {
    return new CallFailure(refusal.code, refusal.message, refusal.retry, { marks: refusal.marks ?? [] });
  }

  static offline(cause?: unknown): CallFailure {
    return new CallFailure('offline', 'no answer came', 'after_delay', { cause });
  }
}

/** Whether a sentence was refused that claims what nothing proves: its form names it. */
export const isUnproven = (error: unknown): boolean => error instanceof CallFailure && error.marks.length > 0;

/** @returns the code to show words for, whatever was thrown. */
export function toFailureCode(error: unknown): FailureCode {
  if (error instanceof CallFailure) return error.code;
  // Socket calls throw the contract's AppError, which carries a code as well.
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.includes('.')) {
    return error.code as ErrorCode; // Only AppError has dotted codes.
  }
  return 'server.unexpected';
}
