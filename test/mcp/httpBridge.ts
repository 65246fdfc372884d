import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';

export interface HttpBridge extends AsyncDisposable {
  readonly url: string;
}

/** Offers a server over stdio by HTTP on loopback, as the conformance suite wants it: a message is a POST with one answer. */
export async function bridge(launcher: string): Promise<HttpBridge> {
  const child = spawn(process.execPath, [launcher], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<unknown, (line: string) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => waiting.get(JSON.parse(line).id)?.(line));
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const message = (await json(request)) as { readonly id?: unknown };
    child.stdin.write(`${JSON.stringify(message)}\n`);
    if (message.id === undefined) return void response.writeHead(202).end();
    const { promise, resolve } = Promise.withResolvers<string>();
    waiting.set(message.id, resolve);
    response.writeHead(200, { 'content-type': 'application/json' }).end(await promise);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
    },
  };
}
