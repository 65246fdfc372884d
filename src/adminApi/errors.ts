/** Facts of the answer that every failure has; without an answer `status` is 0 and the texts are `''`. */
export interface AnswerFacts {
  readonly status: number;
  readonly requestId: string;
  /** The API's own words, redacted and cut short. To show, never to decide by. */
  readonly apiMessage: string;
}

/** Failures that their kind alone describes. */
export type PlainKind =
  | 'invalidKey'
  | 'forbidden'
  | 'individualAccount'
  | 'badRequest'
  | 'notFound'
  /** No connection, by neither way. */
  | 'offline'
  /** The connection broke before the whole answer was there. */
  | 'interrupted'
  | 'timeout'
  /** A proxy, a firewall or a sign-in page answered in the API's place; its status says nothing of the key. */
  | 'intermediary'
  /** The API points elsewhere; nothing was sent there. */
  | 'redirect'
  | 'tooLarge'
  | 'aborted';

/** Plain data, so that it crosses threads. */
export type Failure = AnswerFacts &
  (
    | { readonly kind: PlainKind }
    /** `retryAt`: the instant before which asking again is pointless; null when none is known. */
    | { readonly kind: 'rateLimited' | 'server'; readonly retryAt: number | null }
    /** `field`: path of what is missing or mistyped, such as `data[3].results[0].output_tokens`. */
    | { readonly kind: 'malformed'; readonly field: string }
  );

const NO_ANSWER: AnswerFacts = { status: 0, requestId: '', apiMessage: '' };

/** Any failure of the Admin API. Neither it nor its causes contain the key. */
export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';
  readonly failure: Failure;
  /** Instant (ms) until which the API itself asked to be left alone; null where it did not. */
  readonly askedUntil: number | null;

  constructor(failure: Failure, cause?: Error, askedUntil: number | null = null) {
    super(describe(failure), cause ? { cause } : undefined);
    this.failure = failure;
    this.askedUntil = askedUntil;
  }

  get kind(): Failure['kind'] {
    return this.failure.kind;
  }
}

/** A failure without an answer. */
export function noAnswer(kind: PlainKind, cause?: Error): AdminApiError {
  return new AdminApiError({ ...NO_ANSWER, kind }, cause);
}

export function malformed(field: string, facts: Partial<AnswerFacts>, cause?: Error): AdminApiError {
  return new AdminApiError({ ...NO_ANSWER, ...facts, kind: 'malformed', field }, cause);
}

/** For the log: kind, status and request id on one line. */
function describe(failure: Failure): string {
  const facts = [
    failure.status === 0 ? '' : String(failure.status),
    failure.kind === 'malformed' ? failure.field : '',
    failure.requestId,
  ].filter((fact) => fact !== '');
  const head = facts.length === 0 ? failure.kind : `${failure.kind} (${facts.join(', ')})`;
  return failure.apiMessage === '' ? head : `${head}: ${failure.apiMessage}`;
}
