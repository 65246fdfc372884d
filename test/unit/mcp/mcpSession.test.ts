import assert from 'node:assert/strict';
import { McpSession } from '../../../src/mcp/mcpSession.ts';
import { TOOLS } from '../../../src/tools/tools.ts';

describe('McpSession', () => {
  const calls: unknown[] = [];
  const session = new McpSession('1.2.3', async (name, input) => {
    calls.push([name, input]);
    return { text: '{"total":"1.00"}', isError: false };
  });
  const answerTo = async (message: unknown) => JSON.parse((await session.answer(JSON.stringify(message))) ?? 'null');
  const request = (method: string, params?: object, id: unknown = 1) =>
    answerTo({ jsonrpc: '2.0', id, method, ...(params && { params }) });
  const codeOf = async (message: unknown) => {
    const { id, error } = await answerTo(message);
    return [id, error.code];
  };

  beforeEach(() => calls.splice(0));

  it('McpSession answers initialize with the client’s version of the protocol where it knows it, else with the newest', async () => {
    const asked = async (protocolVersion: string) => (await request('initialize', { protocolVersion })).result;
    assert.equal((await asked('2024-11-05')).protocolVersion, '2024-11-05');
    const { protocolVersion, capabilities, serverInfo } = await asked('2099-01-01');
    assert.equal(protocolVersion, '2025-11-25');
    assert.deepEqual(capabilities, { tools: {} });
    assert.deepEqual(serverInfo, { name: 'claude-usage', title: 'Claude Usage & Cost', version: '1.2.3' });
  });

  it('McpSession answers a ping, and ids of either kind as they are', async () => {
    assert.deepEqual(await request('ping', undefined, 'a'), { jsonrpc: '2.0', id: 'a', result: {} });
    assert.deepEqual(await request('ping', {}, 0), { jsonrpc: '2.0', id: 0, result: {} });
  });

  it('McpSession lists all tools as ones that only read, with descriptions that no client cuts short', async () => {
    const { tools } = (await request('tools/list')).result;
    assert.deepEqual(
      tools.map(({ name }: { name: string }) => name),
      TOOLS.map(({ name }) => name),
    );
    for (const { name, title, description, inputSchema, annotations } of tools) {
      assert.match(name, /^[a-z_]{1,40}$/);
      // Claude Code shows no more of it.
      assert.ok(description.length <= 2048, `${name}: ${description.length}`);
      assert.equal(inputSchema.type, 'object');
      const hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
      assert.deepEqual(annotations, { title, ...hints });
    }
  });

  it('McpSession hands a call on with its arguments, or with none, and its answer back as text alone', async () => {
    const first = await request('tools/call', { name: 'get_spend', arguments: { period: 'today' } });
    assert.deepEqual(first.result, { content: [{ type: 'text', text: '{"total":"1.00"}' }], isError: false });
    await request('tools/call', { name: 'get_status' });
    assert.deepEqual(calls, [
      ['get_spend', { period: 'today' }],
      ['get_status', {}],
    ]);
  });

  it('McpSession refuses what is no JSON, no request, no method, no tool and no parameters, each by its code', async () => {
    assert.match((await session.answer('{"jsonrpc":')) ?? '', /"id":null,"error":\{"code":-32700/);
    for (const odd of [1, null, 'x', {}, [], { jsonrpc: '1.0', id: 7, method: 'ping' }, { jsonrpc: '2.0', id: 7 }]) {
      const id = typeof odd === 'object' && odd !== null && 'id' in odd ? 7 : null;
      assert.deepEqual(await codeOf(odd), [id, -32600], JSON.stringify(odd));
    }
    assert.deepEqual(await codeOf({ jsonrpc: '2.0', id: 7, method: 'ping', params: [] }), [7, -32600]);
    assert.deepEqual(await codeOf({ jsonrpc: '2.0', id: 7, method: 'resources/list' }), [7, -32601]);
    for (const params of [undefined, {}, { name: 1 }, { name: 'get_spend', arguments: 'x' }, { name: 'drop_table' }]) {
      assert.deepEqual(await codeOf({ jsonrpc: '2.0', id: 7, method: 'tools/call', params }), [7, -32602]);
    }
    assert.deepEqual(await codeOf({ jsonrpc: '2.0', id: 7, method: 'initialize' }), [7, -32602]);
    assert.deepEqual(calls, []);
  });

  it('McpSession answers no notification, whatever it is, and no answer', async () => {
    for (const method of ['notifications/initialized', 'notifications/cancelled', 'tools/call', 'nonsense']) {
      assert.equal(await session.answer(JSON.stringify({ jsonrpc: '2.0', method })), null);
    }
    assert.equal(await answerTo({ jsonrpc: '2.0', id: 1, result: {} }), null);
    assert.deepEqual(calls, []);
  });

  it('McpSession answers a batch with one, without those that have no answer', async () => {
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    const answers = await answerTo([ping, notification, 5]);
    assert.deepEqual(
      answers.map(({ id, error }: { id: unknown; error?: { code: number } }) => [id, error?.code]),
      [
        [1, undefined],
        [null, -32600],
      ],
    );
    assert.equal(await answerTo([notification]), null);
  });
});
