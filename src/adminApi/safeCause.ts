const DEPTH = 4;

/**
 * An error as it may be kept: redacted name, message and code, and its causes likewise. What `fetch` and sockets throw can
 * quote request headers or hold on to the request, so none of their errors is kept itself.
 */
export function safeCause(error: unknown, redact: (text: string) => string, depth = DEPTH): Error {
  if (!(error instanceof Error)) return new Error(redact(String(error)));
  const code = codeOf(error);
  const text = redact(`${error.name}: ${error.message}${code === '' ? '' : ` (${code})`}`);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined || depth === 0
    ? new Error(text)
    : new Error(text, { cause: safeCause(inner, redact, depth - 1) });
}

/** `ECONNREFUSED` and the like; `''` when the error has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
