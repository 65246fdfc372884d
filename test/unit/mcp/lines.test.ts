import assert from 'node:assert/strict';
import { linesOf } from '../../../src/mcp/lines.ts';

async function cut(chunks: readonly (string | Buffer)[], longest?: number): Promise<string[]> {
  async function* bytes() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const lines: string[] = [];
  for await (const line of linesOf(bytes(), longest)) lines.push(line);
  return lines;
}

describe('linesOf', () => {
  it('linesOf cuts at line feeds alone, wherever the chunks end', async () => {
    const text = '{"a":"\u2028 ü"}\r\n\n{"b":1}\n{"c":2}';
    const whole = ['{"a":"\u2028 ü"}', '{"b":1}', '{"c":2}'];
    assert.deepEqual(await cut([text]), whole);
    assert.deepEqual(await cut([...Buffer.from(text)].map((byte) => Buffer.of(byte))), whole);
  });

  it('linesOf hands on the begin of a line that is too long, and all of the next one', async () => {
    assert.deepEqual(await cut(['0123', '456789\nok\n'], 6), ['012345', 'ok']);
  });

  it('linesOf has no line of nothing', async () => {
    assert.deepEqual(await cut(['', '\n \n']), []);
  });
});
