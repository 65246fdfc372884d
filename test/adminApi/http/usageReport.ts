import { DAY, floorTo, HOUR, MINUTE, rfc3339 } from '../world/time.ts';
import { addCells, emptyCells } from '../world/volume.ts';
import { type Answer, bucketPage, type Call } from './answer.ts';
import { timeCursor } from './cursor.ts';
import { readUsageQuery, type UsageQuery } from './usageQuery.ts';
import { createRowWriter } from './usageRows.ts';

/**
 * `GET /v1/organizations/usage_report/messages`. Hours and days come when they are complete, minutes as they go; beyond
 * that there are no buckets, and between them empty ones.
 */
export function usageReport(call: Call): Answer {
  const query = readUsageQuery(call);
  const edge = call.organization.arrival.edge(call.now);
  const known = query.width === MINUTE ? floorTo(edge, MINUTE) + MINUTE : floorTo(edge, query.width);
  const end = Math.min(query.end ?? known, known);
  const stop = Math.min(end, query.first + query.limit * query.width);

  const next = stop < end && query.first < stop ? timeCursor(stop, query.print) : null;
  const again = timeCursor(query.first, query.print);
  const json = () => bucketPage(bucketsOf(call, query, stop), next);
  const isLasting = query.first < stop && call.organization.arrival.isSettled(stop, call.now);
  return isLasting ? { json, again, lasting: lastingName(call, query, stop, next) } : { json, again };
}

function bucketsOf(call: Call, query: UsageQuery, stop: number): string[] {
  const write = createRowWriter(call.organization.world, query);
  const buckets: string[] = [];
  for (let start = query.first; start < stop; start += query.width) {
    const bounds = `"starting_at":"${rfc3339(start)}","ending_at":"${rfc3339(start + query.width)}"`;
    buckets.push(`{${bounds},"results":[${write(cellsOf(call, start, query.width))}]}`);
  }
  return buckets;
}

/** The same rows come back for this name for ever, whatever the page was reached by. */
function lastingName(call: Call, query: UsageQuery, stop: number, next: string | null): string {
  const { groupBy, filters, withSpeed, first, width } = query;
  const { id } = call.organization.world.organization;
  return JSON.stringify([id, groupBy, [...filters], withSpeed, width, first, stop, next]);
}

function cellsOf({ organization, now }: Call, start: number, width: number): Float64Array {
  if (width === MINUTE) return organization.arrival.minute(start, now);
  if (width === HOUR) return organization.arrival.hour(start, now);
  const day = emptyCells(organization.traffic.streams.length);
  for (let hour = start; hour < start + DAY; hour += HOUR) addCells(day, organization.arrival.hour(hour, now));
  return day;
}
