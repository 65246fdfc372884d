import assert from 'node:assert/strict';
import { REPORT_FORMATS, type ReportFormat, writeReport } from '../../../../src/reports/write/formats.ts';
import { reportOf } from './reportOf.ts';

describe('writeReport', () => {
  const BEGINNINGS: Readonly<Record<ReportFormat, RegExp>> = {
    html: /^<!DOCTYPE html>\n/,
    csv: /^[a-z_,]+\r\n/,
    md: /^# Cost by Workspace\n/,
    json: /^\{\n {2}"schema": /,
  };

  for (const format of Object.keys(REPORT_FORMATS) as ReportFormat[]) {
    it(`writeReport writes a report in the format: ${format}`, () => {
      assert.match(writeReport(reportOf(), format), BEGINNINGS[format]);
    });
  }
});
