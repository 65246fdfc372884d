import assert from 'node:assert/strict';
import { exportFileName } from '../../../src/export/exportFileName.ts';
import { DAY, explorerOf, START } from './explorerOf.ts';

describe('exportFileName', () => {
  const made = explorerOf();

  it('exportFileName has measure, dimension and days', () => {
    assert.equal(exportFileName(made, 'csv'), 'claude-cost-by-model-2026-11-20-to-2026-11-22.csv');
    const choice = { ...made.choice, measure: 'cacheWrite5m', by: 'apiKey' } as const;
    const span = { start: START, end: START + DAY };
    assert.equal(exportFileName({ ...made, choice, span }, 'png'), 'claude-cache-write-5m-by-api-key-2026-11-20.png');
  });

  it('exportFileName says that the choice is filtered, as the file has not everything', () => {
    const choice = { ...made.choice, filters: [{ dimension: 'model', values: ['../x'] }] } as const;
    assert.equal(
      exportFileName({ ...made, choice }, 'csv'),
      'claude-cost-by-model-2026-11-20-to-2026-11-22-filtered.csv',
    );
  });

  it('exportFileName has the days of the chart’s zone', () => {
    const chart = { ...made.chart, zone: 'Europe/Zurich' };
    const span = { start: START - 3_600_000, end: START + DAY - 3_600_000 };
    assert.equal(exportFileName({ ...made, chart, span }, 'csv'), 'claude-cost-by-model-2026-11-20.csv');
  });

  it('exportFileName has the minutes of a range of instants', () => {
    const span = { start: START + 14 * 3_600_000, end: START + 15 * 3_600_000 };
    const choice = { ...made.choice, range: { type: 'instants', ...span } } as const;
    assert.equal(
      exportFileName({ ...made, choice, span }, 'csv'),
      'claude-cost-by-model-2026-11-20-1400-to-2026-11-20-1500.csv',
    );
  });
});
