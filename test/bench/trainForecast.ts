// Writes the relative errors that ranges begin with: node test/bench/trainForecast.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativeErrorsFile } from './forecast/training.ts';

const FILE = join(import.meta.dirname, '../../src/figures/forecast/relativeErrors.data.ts');

writeFileSync(FILE, relativeErrorsFile());
