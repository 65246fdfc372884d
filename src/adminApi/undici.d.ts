/** The agent alone: the package's index pulls in fetch, caches and mocks, and sets the process-wide dispatcher. */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';

  export = Agent;
}
