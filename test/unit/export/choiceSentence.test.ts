import assert from 'node:assert/strict';
import { choiceSentence } from '../../../src/export/choiceSentence.ts';
import type { Choice } from '../../../src/shared/choice.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { explorerOf } from './explorerOf.ts';

const { values } = explorerOf();
const sentence = (change: Partial<Choice>) =>
  choiceSentence(
    { choice: { ...FIRST_CHOICE, ...change }, values },
    'Sep 16 – Oct 15',
    (start, end) => `from ${start} to ${end}`,
  );

describe('choiceSentence', () => {
  it('choiceSentence states measure, dimension, unit and range', () => {
    assert.equal(sentence({}), 'Cost by model and day, the last 30 days.');
    assert.equal(
      sentence({ measure: 'output', by: 'apiKey', unit: 'hour', range: { type: 'instants', start: 1, end: 2 } }),
      'Output tokens by API key and hour, from 1 to 2.',
    );
  });

  it('choiceSentence names the previous period that is compared by its dates', () => {
    assert.equal(
      sentence({ compare: true }),
      'Cost by model and day, the last 30 days, compared with Sep 16 – Oct 15.',
    );
  });

  it('choiceSentence names the values of filters, by their ids where they have no names', () => {
    const filters = [
      { dimension: 'workspace', values: ['wrkspc_1', 'wrkspc_gone'] },
      { dimension: 'model', values: ['claude-opus-5-5'] },
    ] as const;
    assert.equal(
      sentence({ filters }),
      'Cost by model and day, the last 30 days, only workspace Production or wrkspc_gone, only model Opus 5.5.',
    );
  });

  it('choiceSentence names at most eight values and counts the others', () => {
    const filters = [{ dimension: 'apiKey', values: [...'abcdefghijkl'] }] as const;
    assert.match(sentence({ filters }), /only API key a, b, c, d, e, f, g, h or one of 4 more\.$/);
  });
});
