import assert from 'node:assert/strict';
import { claudeCode } from '../../../../src/reports/claudeCode/claudeCode.ts';
import { reportFileName } from '../../../../src/reports/write/reportFileName.ts';
import { reportOf } from './reportOf.ts';

const made = reportOf();
const whole = reportOf({ request: { ...made.request, filters: [] } });

describe("the name of a report's file", () => {
  it('a report’s file name says what is in it, and of which days', () => {
    assert.equal(reportFileName(whole, 'md'), 'claude-cost-by-workspace-2026-11-01-to-2026-11-22.md');
  });

  it('a narrowed report’s file name says so', () => {
    assert.equal(reportFileName(made, 'json'), 'claude-cost-by-workspace-2026-11-01-to-2026-11-22-filtered.json');
  });

  it('a report’s file name has the days of the zone, a single day once', () => {
    const start = Date.UTC(2026, 10, 20, 23);
    const period = { start, end: start + 86_400_000, zone: 'Europe/Zurich', running: false };
    assert.equal(reportFileName({ ...whole, period }, 'md'), 'claude-cost-by-workspace-2026-11-21.md');
  });

  it('a report’s file name does not say Claude twice', () => {
    const { fileName } = claudeCode;
    assert.equal(reportFileName({ ...whole, fileName }, 'md'), 'claude-code-by-user-2026-11-01-to-2026-11-22.md');
  });
});
