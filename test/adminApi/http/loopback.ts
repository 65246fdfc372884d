import { createServer, type RequestListener, type Server } from 'node:http';

export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** An HTTP server on 127.0.0.1; port 0 is any free one. */
export async function listen(listener: RequestListener, port: number): Promise<Loopback> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, close };
}
