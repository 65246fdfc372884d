import assert from 'node:assert/strict';
import { uniqueNames } from '../../../../src/reports/table/uniqueNames.ts';
import { madeData } from '../made.ts';

describe('names in a table', () => {
  const names = { a: 'ci', b: 'ci', c: 'support' };
  const data = madeData({ from: '2026-11-18', to: '2026-11-18', names });

  it('names in a table are as people gave them, with their id beside', () => {
    const nameOf = uniqueNames(data, 'workspace', ['a', 'c']);
    assert.deepEqual(nameOf('a'), { kind: 'text', text: 'ci', id: 'a' });
    assert.deepEqual(nameOf('c'), { kind: 'text', text: 'support', id: 'c' });
  });

  it('names in a table say how they differ from a namesake', () => {
    const nameOf = uniqueNames(data, 'workspace', ['a', 'b', 'c', 'a']);
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => nameOf(id)).map((cell) => cell.kind === 'text' && cell.text),
      ['ci (a)', 'ci (b)', 'support'],
    );
  });

  it('names in a table are ids where there is no name', () => {
    assert.deepEqual(uniqueNames(data, 'workspace', [])('wrkspc_gone'), {
      kind: 'text',
      text: 'wrkspc_gone',
      id: 'wrkspc_gone',
    });
  });
});
