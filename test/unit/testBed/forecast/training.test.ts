import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativeErrorsFile, TRAINING } from '../../../bench/forecast/training.ts';
import { WORLDS } from '../../../bench/forecast/worlds.ts';

const SHIPPED = join(import.meta.dirname, '../../../../src/figures/forecast/relativeErrors.data.ts');

describe('errors that are shipped', () => {
  it('the shipped table is what node test/bench/trainForecast.ts writes', () => {
    assert.equal(readFileSync(SHIPPED, 'utf8'), relativeErrorsFile());
  });

  it('the shipped table is of organizations that forecasts are not measured on', () => {
    const measured = new Set(
      WORLDS.flatMap(({ name, workloads }) => [name, ...workloads.map((each) => JSON.stringify(each))]),
    );
    const trained = TRAINING.flatMap(({ name, workloads }) => [name, ...workloads.map((each) => JSON.stringify(each))]);
    assert.deepEqual(
      trained.filter((each) => measured.has(each)),
      [],
    );
  });
});
