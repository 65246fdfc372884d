import { HOUR } from '../time/utc.ts';
import { hasRequestId, isFromApi, isFromIntermediary, requestIdOf } from './answerError.ts';
import { decompress } from './decompress.ts';
import { createDirectTransport } from './directTransport.ts';
import { AdminApiError, malformed, noAnswer } from './errors.ts';
import { NotConnected } from './exchange.ts';
import { createHostTransport } from './hostTransport.ts';
import { createSemaphore } from './semaphore.ts';
import type { HostFetch, HttpResponse, Limits, QueuedTransport, Transport } from './transport.ts';

const UNDER_WAY = 4;
/** ms. Where something between answers by the direct way, the host's way is tried once in this time. */
const NEXT_TRIAL = HOUR;

export interface TransportOptions {
  readonly hostFetch: HostFetch;
  /** A proxy is configured: never go direct. */
  readonly preferHost: boolean;
  readonly limits: Limits;
  readonly redact: (text: string) => string;
  readonly info: (line: string) => void;
  /** ms since 1970 UTC */
  readonly now: () => number;
  /** Other end, for the log; the API unless told, whose answers are known by themselves. */
  readonly peer?: {
    readonly name: string;
    /** Something between here and there gave an answer. */
    readonly isFromIntermediary: (answer: HttpResponse) => boolean;
  };
}

const API = { name: 'the API', isFromIntermediary } as const;
type Sent = Parameters<Transport['send']>;

/** The host's way past something that stands in the direct one, to one origin. */
interface Trial {
  readonly at: number;
  readonly leadsToApi: Promise<boolean>;
}

/**
 * Direct, or through the extension host where no direct connection can be made, or where something between the two
 * answers in the API's place; what worked is remembered until it fails. Never more than four requests under way, by
 * both ways together.
 */
export function createTransport(options: TransportOptions): QueuedTransport {
  const { limits, redact, peer = API } = options;
  // Who asks for patience means everybody.
  const semaphore = createSemaphore<HttpResponse>(UNDER_WAY, (answer) => answer.status === 429 && isFromApi(answer));
  const host = createHostTransport(options.hostFetch, limits, redact);
  const direct = createDirectTransport(limits, UNDER_WAY, redact, options.info);
  let throughHost = options.preferHost;
  const trials = new Map<string, Trial>();
  const end = new AbortController();

  const sendThroughHost: Transport['send'] = async (...sent) => {
    try {
      const answer = await host.send(...sent);
      if (peer.isFromIntermediary(answer)) throughHost = options.preferHost;
      return answer;
    } catch (error) {
      throughHost = options.preferHost;
      throw error;
    }
  };

  const sendEitherWay: Transport['send'] = async (...sent) => {
    if (throughHost) return sendThroughHost(...sent);
    let answer: HttpResponse;
    try {
      answer = await direct.send(...sent);
    } catch (error) {
      if (!(error instanceof NotConnected)) throw error;
      return afterNoConnection(error, ...sent);
    }
    // What has the API's request id is undone after its turn.
    if (hasRequestId(answer)) return answer;
    const undone = await undo(answer);
    return peer.isFromIntermediary(undone) ? afterIntermediary(undone, ...sent) : undone;
  };

  /** Tries the host's way; requests that come meanwhile wait for what is found. */
  const afterIntermediary = async (answer: HttpResponse, ...[url, headers, signal, body]: Sent) => {
    const trial = trials.get(url.origin);
    const isTried = trial !== undefined && options.now() - trial.at < NEXT_TRIAL;
    if (isTried && !(await trial.leadsToApi)) return answer;
    const trying = withDeadline([signal], limits.headersMs, (limited) => sendThroughHost(url, headers, limited, body));
    const leadsToApi = trying.then(
      (other) => !peer.isFromIntermediary(other),
      () => false,
    );
    if (!isTried) trials.set(url.origin, { at: options.now(), leadsToApi });
    const found = await trying.catch((error: unknown) => {
      // Cut short by the one who asked, it has found out nothing.
      if (signal.aborted) trials.delete(url.origin);
      if (signal.aborted || !(error instanceof AdminApiError)) throw error;
      return answer;
    });
    if (peer.isFromIntermediary(found)) return answer;
    if (!throughHost) {
      options.info(
        `something other than ${peer.name} answered (status ${answer.status}): trying the editor's own network`,
      );
    }
    throughHost = true;
    return found;
  };

  /** No longer compressed. An answer that is no success is one even where its body cannot be read. */
  const undo = async (answer: HttpResponse): Promise<HttpResponse> => {
    const { 'content-encoding': encoding = '', ...headers } = answer.headers;
    try {
      return { ...answer, headers, body: await decompress(answer.body, encoding, limits.maxBytes) };
    } catch (error) {
      const { status } = answer;
      if (!(error instanceof AdminApiError && error.failure.kind === 'malformed')) throw error;
      if (status < 200 || status >= 300) return { ...answer, headers };
      throw malformed(error.failure.field, { status, requestId: requestIdOf(answer, redact) }, error);
    }
  };

  const afterNoConnection = async (reason: NotConnected, ...sent: Sent) => {
    let answer: HttpResponse;
    try {
      answer = await host.send(...sent);
    } catch (error) {
      // The direct way's reason says more than the host's "fetch failed".
      if (error instanceof AdminApiError && error.kind === 'offline') throw noAnswer('offline', reason);
      throw error;
    }
    if (!throughHost) options.info(`no direct connection (${reason.message}): trying the editor's own network`);
    throughHost = true;
    return answer;
  };

  return {
    async send(url, headers, signal, body) {
      let isOwn = false;
      const answer = await semaphore(signal, () => {
        isOwn = true;
        return withDeadline([signal, end.signal], limits.totalMs, (limited) =>
          sendEitherWay(url, headers, limited, body),
        );
      });
      // Only once the next request is on its way.
      return { ...(await undo(answer)), isOwn };
    },
    async dispose() {
      end.abort();
      await direct.dispose();
    },
  };
}

/**
 * Runs with a signal that ends with any of the outer ones, or after `ms`. Rejects with `aborted` or `timeout` at once,
 * even where what runs does not listen to its signal.
 */
export async function withDeadline<Result>(
  outer: readonly AbortSignal[],
  ms: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (outer.some((signal) => signal.aborted)) throw noAnswer('aborted');
  const controller = new AbortController();
  const cancel = () => controller.abort(noAnswer('aborted'));
  const timer = setTimeout(() => controller.abort(noAnswer('timeout')), ms);
  for (const signal of outer) signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<Result>((resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
      run(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    for (const signal of outer) signal.removeEventListener('abort', cancel);
  }
}
