import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { root } from '../hostSide/manifest.ts';

const SCRIPT = join(root, 'dashboards', 'honeycomb', 'create.mjs');
const KEY = 'hcaik_secret';
const board = z.object({
  type: z.literal('flexible'),
  panels: z.array(
    z.object({
      type: z.literal('query'),
      query_panel: z.object({ query_id: z.string(), query_annotation_id: z.string() }),
      position: z.object({ x_coordinate: z.number(), width: z.number() }),
    }),
  ),
});

interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** An API that takes what is created, and numbers it; it refuses one path. */
function receive(asked: Asked[], refused = ''): Server {
  return createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push({ path, key: String(request.headers['x-honeycomb-team']), body: await json(request) });
    response.statusCode = path === refused ? 403 : 200;
    response.end(path === refused ? '{"error":"no permission"}' : JSON.stringify({ id: `id-${asked.length}` }));
  });
}

async function run(server: Server): Promise<{ readonly code: number; readonly told: string }> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const env = { ...process.env, HONEYCOMB_API_KEY: KEY, HONEYCOMB_API: `http://127.0.0.1:${port}` };
  return new Promise((done) => {
    execFile(process.execPath, [SCRIPT], { env, timeout: 20_000 }, (error, stdout, stderr) => {
      server.close();
      done({ code: typeof error?.code === 'number' ? error.code : 0, told: stdout + stderr });
    });
  });
}

describe('the Honeycomb board', () => {
  it('the Honeycomb board is created with a query and a name for each of its panels', async () => {
    const asked: Asked[] = [];
    const { code, told } = await run(receive(asked));
    assert.deepEqual([code, told.trim()], [0, 'Created the board: Claude Usage & Cost']);
    const created = board.parse(asked.at(-1)?.body);
    assert.equal(asked.at(-1)?.path, '/1/boards');
    assert.equal(created.panels.length, 8);
    const queries = asked.filter(({ path }) => path === '/1/queries/claude-usage');
    assert.equal(queries.length, created.panels.length);
    const ids = created.panels.flatMap(({ query_panel: panel }) => [panel.query_id, panel.query_annotation_id]);
    assert.equal(new Set(ids).size, 2 * created.panels.length);
    for (const { key } of asked) assert.equal(key, KEY);
  });

  it('the Honeycomb board’s script stops at a refusal, with its words and without the key', async () => {
    const asked: Asked[] = [];
    const { code, told } = await run(receive(asked, '/1/query_annotations/claude-usage'));
    assert.equal(code, 1);
    assert.match(told, /^Honeycomb refused \/1\/query_annotations\/claude-usage \(403\): \{"error":"no permission"\}/);
    assert.doesNotMatch(told, new RegExp(KEY));
    assert.equal(asked.length, 2);
  });
});
