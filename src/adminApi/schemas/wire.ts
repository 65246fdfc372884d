import * as z from 'zod/mini';
import { malformed } from '../errors.ts';
import type { JsonResponse } from '../request.ts';

/** Count of tokens, requests or lines: an integer from 0 to 2⁵³ - 1. One that is left out counts nothing. */
export const wireCount = z.nullish(z.int().check(z.minimum(0)));

/** Text that the API may leave out, by `null` or altogether. */
export const wireText = z.nullish(z.string());

/** RFC 3339 to milliseconds since 1970 UTC. */
const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((written) => Date.parse(written)),
);

/** The envelope of a report page. */
export function reportPage<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ data: z.array(item), has_more: z.boolean(), next_page: z.nullish(z.string()) });
}

/** A page of buckets whose rows are still unknown: each is read by itself, so that an odd one costs no other. */
export const bucketPage = reportPage(
  z.object({ starting_at: instant, ending_at: instant, results: z.nullish(z.array(z.unknown())) }),
);
export type WireBucket = z.output<typeof bucketPage>['data'][number];

/** The envelope of a directory page, which is turned by the last id. Its items are read one by one, too. */
export const directoryPage = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean(),
  last_id: z.nullish(z.string()),
});

/** Throws `malformed` with the path of the first thing that is missing or mistyped. */
export function parseResponse<Schema extends z.ZodMiniType>(schema: Schema, response: JsonResponse): z.output<Schema> {
  const parsed = schema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(
    pathOf(issue?.path ?? []),
    { status: 200, requestId: response.requestId },
    new Error(issue?.message ?? 'unknown'),
  );
}

/** `data[3].results[0].output_tokens`. A name that is the API's data is left out where it does not look like a name. */
export function pathOf(path: readonly PropertyKey[]): string {
  const written = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${/^\w{1,40}$/.test(String(step)) ? String(step) : '?'}`,
  );
  return written.join('').replace(/^\./, '') || 'body';
}
