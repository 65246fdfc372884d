import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, money, text } from '../../../../src/reports/table/cells.ts';
import { reportHtml } from '../../../../src/reports/write/html.ts';
import { PALETTE } from '../../../../src/reports/write/htmlStyle.ts';
import type { Table } from '../../../../src/shared/tables/table.ts';
import { assertGolden } from '../../../support/golden.ts';
import { root } from '../../hostSide/manifest.ts';
import { HOSTILE, reportOf } from './reportOf.ts';

const TABLE: Table = {
  key: 'by-day',
  columns: [
    { key: 'day', title: 'Day', kind: 'text', unbroken: true },
    { key: 'cost_usd', title: 'Cost', kind: 'money' },
    { key: 'searches', title: 'Searches', kind: 'count' },
  ],
  rows: [
    [{ kind: 'text', text: 'Sun, Nov 1', order: 1 }, money(123_456_789n, 'estimated'), count(7)],
    [{ kind: 'text', text: 'Mon, Nov 2', order: 2 }, money(null, 'none'), count(null)],
  ],
  total: [text('Total'), money(123_456_789n, 'estimated'), count(7)],
};
const SECTIONS = [{ title: 'By day', paragraphs: [], table: TABLE }];

/** Without its style sheet. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>'));
}

describe('a report as HTML', () => {
  it('a report as HTML equals its golden file', () => {
    assertGolden(reportHtml(reportOf()), 'report.html');
  });

  it('a report as HTML has no script, and a policy under which it loads nothing', () => {
    const html = reportHtml(reportOf());
    assert.match(
      html,
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/,
    );
    assert.doesNotMatch(html, /<(?:script|link|img|iframe|object|embed|form)\b|\son\w+=|javascript:|@import|url\(/i);
    assert.deepEqual(html.match(/\s(?:src|href|style)="/g), null);
  });

  it('a report as HTML shows hostile names as text, in elements and in attributes', () => {
    const name = `"><script>alert(1)</script>' onload='x \u202eabc`;
    const html = reportHtml(reportOf({ title: name, organization: name, answers: name, narrowedTo: name }));
    assert.doesNotMatch(html, /<script|onload='|\u202e/);
    assert.equal(html.split('&lt;script&gt;alert(1)&lt;/script&gt;').length - 1, 6);
    const shown = HOSTILE.replace('\n', ' ').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    assert.ok(bodyOf(reportHtml(reportOf())).split(shown).length > 8);
    const tags = new Set(bodyOf(reportHtml(reportOf())).match(/<[a-z][a-z0-9]*/g));
    const known =
      'body main header h1 p ul li div figure figcaption ol span svg rect line text title section h2 table thead tr th tbody td tfoot';
    assert.deepEqual(
      [...tags].sort(),
      known
        .split(' ')
        .map((tag) => `<${tag}`)
        .sort(),
    );
  });

  it('a report as HTML begins with what it comes to', () => {
    const sum = { amount: 1n, basis: 'billed', lead: 'Sums to $1.00 & more.', words: 'All of it.' } as const;
    assert.match(
      bodyOf(reportHtml(reportOf({ sum }))),
      /^<body>\n<main>\n<header><h1>[^<]+<\/h1><p class="lead">Sums to \$1\.00 &amp; more\.<\/p><p>All of it\.<\/p>/,
    );
  });

  it('a report as HTML has the figures and the total that Markdown has, dates and figures on one line', () => {
    const html = reportHtml(reportOf({ sections: SECTIONS }));
    assert.match(
      html,
      /<thead><tr><th scope="col" class="unbroken">Day<\/th><th scope="col" class="figure">Cost<\/th>/,
    );
    assert.match(
      html,
      /<tr><td class="unbroken">Sun, Nov 1<\/td><td class="figure">≈\$1\.23<\/td><td class="figure">7<\/td><\/tr>/,
    );
    assert.match(
      html,
      /<tr><td class="unbroken">Mon, Nov 2<\/td><td class="figure">—<\/td><td class="figure">—<\/td><\/tr>/,
    );
    assert.match(html, /<tfoot><tr><td class="unbroken">Total<\/td><td class="figure">≈\$1\.23<\/td>/);
  });

  it('a report as HTML has plain values for a script to sort by, in a tab alone', () => {
    const frame = { head: '', above: '<nav></nav>', below: '<footer></footer>', isSortable: true };
    const html = reportHtml(reportOf({ sections: SECTIONS }), frame);
    assert.match(
      html,
      /<td class="unbroken" data-value="1">Sun, Nov 1<\/td><td class="figure" data-value="1\.23456789">/,
    );
    assert.match(html, /<td class="figure" data-value="">—<\/td>/);
    assert.match(html, /<body>\n<nav><\/nav><main>/);
    assert.doesNotMatch(reportHtml(reportOf({ sections: SECTIONS })), /data-value/);
  });

  it('a report as HTML marks the tables that are printed across the paper', () => {
    const wide = Array.from({ length: 8 }, (_, at) => ({ key: `c${at}`, title: `C${at}`, kind: 'count' as const }));
    const table: Table = { key: 'wide', columns: wide, rows: [wide.map(() => count(1))], total: null };
    const html = reportHtml(reportOf({ sections: [...SECTIONS, { title: 'Wide', paragraphs: [], table }] }));
    assert.match(html, /<section><h2>By day<\/h2>/);
    assert.match(html, /<section class="wide"><h2>Wide<\/h2>/);
  });

  it('a report as HTML says so where there is nothing', () => {
    const html = reportHtml(reportOf({ sections: [], charts: [] }));
    assert.match(html, /<p>No usage in this period\.<\/p>/);
    assert.doesNotMatch(html, /class="charts"|<table/);
  });

  it('a report as HTML has the colours of series that the panel has', () => {
    const theme = readFileSync(join(root, 'webview', 'styles', 'theme.css'), 'utf8');
    const seriesOf = (css: string) => css.match(/--series-\w+: #[0-9a-f]{6};/g)?.slice(0, 9);
    const [light = '', dark = ''] = PALETTE.split('@media');
    assert.equal(seriesOf(light)?.length, 9);
    assert.deepEqual(seriesOf(light), seriesOf(theme.split('body.vscode-light {')[1] ?? ''));
    assert.deepEqual(seriesOf(dark), seriesOf(theme));
  });
});
