import assert from 'node:assert/strict';
import type { Shape } from '../../../../src/shared/choice.ts';
import type { Chart } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { pictureSubtitle } from '../../../../webview/explorer/pictureSubtitle.ts';
import { costs, counts, explorerOf } from '../charts/chartFixtures.ts';

const format = createFormat('en-US', 'UTC');
const says = (chart: Chart, shape: Shape = 'bars', sample = false) =>
  pictureSubtitle(explorerOf(chart), shape, { organization: 'Acme', sample }, format);

describe('what stands under the title of a picture', () => {
  const estimated = costs('day', ['billed', 'ESTIMATED'], { a: [1n, 1n] });

  it('is whose figures these are, and of when', () => {
    const billed = costs('day', ['none', 'billed'], { a: [0n, 1n] });
    assert.equal(says(billed), 'Acme, the last 30 days, UTC');
    assert.equal(says(billed, 'bars', true), 'Acme (sample data), the last 30 days, UTC');
  });

  it('is how each shape shows what is estimated', () => {
    assert.match(says(estimated), /UTC; hatched or paler: wholly or partly estimated$/);
    assert.match(says(estimated, 'cumulative'), /UTC; hatched: wholly/);
    assert.match(says(estimated, 'lines'), /UTC; dashed: wholly/);
    assert.match(says(estimated, 'heat'), /UTC; wholly or partly/);
  });

  it('says nothing of estimates where there are none, as of tokens', () => {
    assert.equal(says(counts('day', ['ESTIMATED'], { a: [1] })), 'Acme, the last 30 days, UTC');
  });
});
