import type { NewsMessage, SendNews } from '../../src/engine/thread/protocol.ts';

/** Sends an engine's news to a listener, as messages. */
export function newsTo(listener: (message: NewsMessage) => void): SendNews {
  return (call, ...[params]) => listener({ call, params } as NewsMessage);
}
