import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import * as z from 'zod/mini';
import { checkout } from '../workbench/provide.ts';

const SOURCE = readFileSync(join(checkout, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const node = z.object({ html: z.string(), failureSummary: z.string() });
const outcome = z.object({
  passed: z.number(),
  violations: z.array(z.object({ id: z.string(), help: z.string(), nodes: z.array(node) })),
});
/** Rules that have something to look at in any screen; less would mean that the page was not there. */
const FEWEST_RULES = 8;

/** axe, with all of its rules, finds nothing wrong in the page as it is now; `state` names that in the message. */
export async function assertAccessible({ frame }: { readonly frame: Frame }, state: string): Promise<void> {
  await frame.evaluate(`if (typeof axe === 'undefined') { ${SOURCE} }`);
  const { passed, violations } = z.parse(outcome, await frame.evaluate(RUN));
  assert.ok(passed >= FEWEST_RULES, `${state}: ${passed} rules had something to look at`);
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
  );
  assert.equal(lines.join('\n'), '', state);
}

const RUN = `axe.run(document).then(({ passes, violations }) => ({
  passed: passes.length,
  violations: violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  })),
}))`;
