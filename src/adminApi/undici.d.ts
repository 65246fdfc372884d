/**
 * Parts of undici that are loaded one by one: the package's index pulls in fetch, caches and mocks, and sets the
 * process-wide dispatcher.
 */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';

  export = Agent;
}

declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';

  export = Client;
}

declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici';

  export = Pool;
}

declare module 'undici/lib/handler/wrap-handler.js' {
  import type { Dispatcher } from 'undici';

  const WrapHandler: {
    /** Returns a handler of the present form for one of the older form, as which an agent hands all on. */
    wrap(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler;
  };
  export = WrapHandler;
}
