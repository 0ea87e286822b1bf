import type { ClaimMark } from './catalog/claims.ts';

/** What the caller should do after an error: nothing helps, wait and try again, or sign in first. */
export type Retry = 'never' | 'after_delay' | 'after_sign_in';

type ErrorEntry = { readonly status: number; readonly retry: Retry };

/** Every code that Shoal answers with, its HTTP status and what the client should do next. */
export const errorCodes = {
  'request.invalid': { status: 400, retry: 'never' },
  'request.too_large': { status: 413, retry: 'never' },
  'request.unsupported_type': { status: 415, retry: 'never' },
  'request.foreign_origin': { status: 403, retry: 'never' },
  'request.not_found': { status: 404, retry: 'never' },
  'request.wrong_method': { status: 405, retry: 'never' },
  'request.rate_limited': { status: 429, retry: 'after_delay' },
  'request.key_reused': { status: 422, retry: 'never' },
  'server.unexpected': { status: 500, retry: 'after_delay' },
  'server.unavailable': { status: 503, retry: 'after_delay' },
  'accounts.signed_out': { status: 401, retry: 'after_sign_in' },
  'accounts.wrong_credentials': { status: 401, retry: 'never' },
  'accounts.not_allowed': { status: 403, retry: 'never' },
  'accounts.name_taken': { status: 409, retry: 'never' },
  'accounts.phone_taken': { status: 409, retry: 'never' },
  'accounts.not_found': { status: 404, retry: 'never' },
  'accounts.link_spent': { status: 410, retry: 'never' },
  'accounts.last_operator': { status: 409, retry: 'never' },
  'catalog.not_found': { status: 404, retry: 'never' },
  'catalog.claim_unproven': { status: 422, retry: 'never' },
  'catalog.in_use': { status: 409, retry: 'never' },
  'catalog.picture_unreadable': { status: 422, retry: 'never' },
  'catalog.clip_unreadable': { status: 422, retry: 'never' },
  'catalog.quota_exceeded': { status: 429, retry: 'never' },
  'shows.not_found': { status: 404, retry: 'never' },
  'shows.wrong_state': { status: 409, retry: 'never' },
  'shows.not_live': { status: 409, retry: 'never' },
  'shows.changed_meanwhile': { status: 409, retry: 'never' },
  'shows.not_invited': { status: 403, retry: 'never' },
  'shows.stage_taken': { status: 409, retry: 'never' },
  'shows.not_joined': { status: 409, retry: 'never' },
  'shows.client_outdated': { status: 426, retry: 'never' },
  'drops.not_found': { status: 404, retry: 'never' },
  'drops.recalled': { status: 410, retry: 'never' },
  'recalls.not_found': { status: 404, retry: 'never' },
  'chat.muted': { status: 403, retry: 'never' },
  'chat.too_soon': { status: 429, retry: 'after_delay' },
  'chat.too_late': { status: 409, retry: 'never' },
  'chat.not_found': { status: 404, retry: 'never' },
  'asks.not_found': { status: 404, retry: 'never' },
  'asks.too_many': { status: 409, retry: 'never' },
  'questions.not_found': { status: 404, retry: 'never' },
  'questions.wrong_state': { status: 409, retry: 'never' },
  'questions.too_many': { status: 409, retry: 'never' },
  'shares.not_found': { status: 404, retry: 'never' },
  'inquiries.not_found': { status: 404, retry: 'never' },
  'inquiries.refused': { status: 403, retry: 'never' },
  'inquiries.too_many': { status: 429, retry: 'after_delay' },
  'shares.posters_busy': { status: 503, retry: 'after_delay' },
  'shares.poster_unreadable': { status: 500, retry: 'after_delay' },
  'shops.not_found': { status: 404, retry: 'never' },
  'shops.low_contrast': { status: 422, retry: 'never' },
  'orders.not_found': { status: 404, retry: 'never' },
  'orders.not_for_sale': { status: 409, retry: 'never' },
  'orders.sold_out': { status: 409, retry: 'never' },
  'orders.variant_gone': { status: 409, retry: 'never' },
  'orders.price_changed': { status: 409, retry: 'never' },
  'orders.wrong_state': { status: 409, retry: 'never' },
  'orders.wrong_amount': { status: 409, retry: 'never' },
  'orders.file_unreadable': { status: 422, retry: 'never' },
  'ledger.not_reconciled': { status: 409, retry: 'never' },
  'ledger.nothing_due': { status: 409, retry: 'never' },
  'tasks.not_found': { status: 404, retry: 'never' },
  'tasks.wrong_state': { status: 409, retry: 'never' },
  'tasks.too_many': { status: 409, retry: 'never' },
  'tasks.material_taken': { status: 409, retry: 'never' },
  'groups.not_found': { status: 404, retry: 'never' },
  'groups.name_taken': { status: 409, retry: 'never' },
  'groups.too_many': { status: 409, retry: 'never' },
  'replays.not_ready': { status: 404, retry: 'after_delay' },
  'media.no_node': { status: 503, retry: 'after_delay' },
  'media.not_streaming': { status: 409, retry: 'after_delay' },
  'media.transport_gone': { status: 410, retry: 'after_delay' },
  'media.incompatible': { status: 422, retry: 'never' },
  'media.full': { status: 503, retry: 'after_delay' },
  'media.ice_changed': { status: 412, retry: 'never' },
  'media.ice_unnamed': { status: 428, retry: 'never' },
  'media.key_refused': { status: 401, retry: 'never' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCodes;

/** The wire form of an error, the same over HTTP and sockets. */
export type Refusal = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retry: Retry;
  /** Of `catalog.claim_unproven`: the sentences that may not be shown, and why. */
  readonly marks?: readonly ClaimMark[];
};

export type AppErrorOptions = ErrorOptions & { marks?: readonly ClaimMark[] };

/**
 * The one error that domain code throws on purpose. Anything else that is thrown is a bug.
 * The message is for developers; people read the words that belong to the code.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly marks: readonly ClaimMark[] | undefined;

  constructor(code: ErrorCode, message: string, options?: AppErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.marks = options?.marks;
  }

  toRefusal(): Refusal {
    const { code, marks, message } = this;
    return { code, message, retry: errorCodes[code].retry, ...(marks && { marks }) };
  }
}

/** Whether a value that came over the wire is a code this build knows. */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorCodes, value);
