import assert from 'node:assert/strict';
import { modelName } from '../../../src/shared/modelName.ts';

describe('model names', () => {
  const names: readonly (readonly [string, string])[] = [
    ['claude-opus-5-5', 'Opus 5.5'],
    ['claude-opus-5', 'Opus 5'],
    ['claude-haiku-4-5-20251001', 'Haiku 4.5'],
    ['claude-opus-4-20250514', 'Opus 4'],
    ['claude-sonnet-4-0', 'Sonnet 4'],
    ['claude-3-5-haiku-20241022', 'Haiku 3.5'],
    ['claude-3-opus-latest', 'Opus 3'],
    ['claude-saga-12-10', 'Saga 12.10'],
  ];
  for (const [id, name] of names) it(`modelName of ${id} is ${name}`, () => assert.equal(modelName(id), name));

  for (const id of ['', 'claude-2.1', 'claude-opus', 'claude-opus-5-5-preview', 'gpt-5', 'code_execution'])
    it(`modelName leaves an id of another form as it is: ${JSON.stringify(id)}`, () => assert.equal(modelName(id), id));
});
