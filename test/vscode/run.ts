// Runs the specifications in suite.ts inside the extension host of a real VS Code; dist/ has to be built.
import { join } from 'node:path';
import { runHostSuite } from '../workbench/hostSuite.ts';
import { checkout } from '../workbench/provide.ts';

const specifications = join(import.meta.dirname, 'suite.ts');
process.exitCode = await runHostSuite({ specifications, extension: checkout });
