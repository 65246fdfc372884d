import { type Bucket, createBucketReader, type RowFormat } from '../../../../src/adminApi/buckets.ts';
import { bucketPage, parseResponse } from '../../../../src/adminApi/schemas/wire.ts';
import { SetApartNotes } from '../../../../src/adminApi/setApart.ts';

const DAY = 86_400_000;

/** A page of one or more days, as a report's endpoint reads it. */
export function readDays<Wire, Row>(json: unknown, format: RowFormat<Wire, Row>): readonly Bucket<Row>[] {
  const log = { redact: (text: string) => text, warn: () => {} };
  const read = createBucketReader({ width: DAY, format, notes: new SetApartNotes('it', log), warn: log.warn });
  return read(parseResponse(bucketPage, { json, bytes: 0, requestId: 'req_1' }).data);
}
