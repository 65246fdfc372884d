import type { Route } from './http/routes.ts';
import type { RequestRecord } from './requestRecord.ts';

export interface RequestLog {
  readonly all: readonly RequestRecord[];
  of(route: Route): readonly RequestRecord[];
  readonly underWay: number;
  readonly mostUnderWay: number;
  /** Sums over all requests. */
  readonly bytes: number;
  readonly bytesSent: number;
  /** Forgets what is over, and the greatest number under way. */
  clear(): void;
  /** Resolves when the predicate holds, looked at whenever a request comes in or ends. Rejects when aborted. */
  waitFor(predicate: (log: RequestLog) => boolean, signal?: AbortSignal): Promise<void>;
}

export interface RequestLogWriter extends RequestLog {
  begin(record: RequestRecord): void;
  end(record: RequestRecord): void;
}

export function createRequestLog(): RequestLogWriter {
  let all: RequestRecord[] = [];
  let most = 0;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  const sum = (field: 'bytes' | 'bytesSent') => all.reduce((total, record) => total + record[field], 0);

  const log: RequestLogWriter = {
    get all() {
      return all;
    },
    of: (route) => all.filter((record) => record.route === route),
    get underWay() {
      return all.filter(({ took }) => took === undefined).length;
    },
    get mostUnderWay() {
      return most;
    },
    get bytes() {
      return sum('bytes');
    },
    get bytesSent() {
      return sum('bytesSent');
    },
    clear: () => {
      all = all.filter(({ took }) => took === undefined);
      most = all.length;
    },
    waitFor: (predicate, signal) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!predicate(log)) return false;
          waiting.delete(look);
          resolve();
          return true;
        };
        if (look()) return;
        waiting.add(look);
        signal?.addEventListener('abort', () => {
          waiting.delete(look);
          reject(signal.reason);
        });
      }),
    begin: (record) => {
      all.push(record);
      most = Math.max(most, record.underWay);
      wake();
    },
    end: (record) => {
      record.took ??= Date.now() - record.at;
      wake();
    },
  };
  return log;
}
