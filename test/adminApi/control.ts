import type { FaultScript } from './faults/faults.ts';
import type { AdminApi } from './server.ts';

/** What a test in another process can tell the server, one at a time. */
export type Command =
  /** Stops the clock at an instant; null lets it run again. */
  | { readonly setNow: number | null }
  | { readonly setLatency: number }
  | { readonly addFault: FaultScript }
  | { readonly clearFaults: true }
  /** Answers with the counters of the request log. */
  | { readonly countRequests: true }
  | { readonly clearRequests: true };

/** Does what the command says, and returns what is to be told: the log's counters after it. */
export function obey(api: AdminApi, command: Command): object {
  if ('setNow' in command) api.setNow(command.setNow ?? undefined);
  else if ('setLatency' in command) api.setLatency(command.setLatency);
  else if ('addFault' in command) api.faults.add(command.addFault);
  else if ('clearFaults' in command) api.faults.clear();
  else if ('clearRequests' in command) api.requests.clear();
  const { all, bytes, bytesSent, mostUnderWay } = api.requests;
  return { now: api.now(), requests: all.length, bytes, bytesSent, mostUnderWay };
}
