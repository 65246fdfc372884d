import assert from 'node:assert/strict';
import { FIRST_CHOICE, readChoice, readPath } from '../../../../src/shared/choice.ts';
import { panelHtml } from '../../../../src/ui/panel/panelHtml.ts';

const html = panelHtml({
  nonce: 'bm9uY2U',
  scriptUri: 'https://host/panel.js?a=1&b="2"',
  style: 'main > p { color: red }',
  locale: 'de-CH',
  choice: FIRST_CHOICE,
  path: [FIRST_CHOICE],
  reports: [{ id: 'one', title: 'One "1"', answers: 'What?' }],
});
const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

describe('panelHtml', () => {
  it('panelHtml allows only its own script and styles', () => {
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-bm9uY2U'",
      "style-src 'nonce-bm9uY2U'",
    ]);
    assert.match(html, /<style nonce="bm9uY2U">main > p { color: red }<\/style>/);
    assert.doesNotMatch(html, /unsafe-|<style>|style=|\son\w+=/);
  });

  it('panelHtml has the nonce where the toolkit looks for it', () => {
    assert.match(html, /<meta property="csp-nonce" content="bm9uY2U">/);
  });

  it('panelHtml has its language, and a root with the choice and the path that led to it', () => {
    assert.match(html, /<html lang="de-CH">/);
    const [, choice = '', path = ''] =
      /<div id="app" data-choice="([^"]*)" data-path="([^"]*)" data-reports="[^"]*"><\/div>/.exec(html) ?? [];
    assert.deepEqual(readChoice(choice.replaceAll('&quot;', '"')), FIRST_CHOICE);
    assert.deepEqual(readPath(path.replaceAll('&quot;', '"')), [FIRST_CHOICE]);
  });

  it('panelHtml hands the names of the reports to the page', () => {
    const reports = / data-reports="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.deepEqual(JSON.parse(reports.replaceAll('&quot;', '"')), [
      { id: 'one', title: 'One "1"', answers: 'What?' },
    ]);
  });

  it('panelHtml keeps addresses inside their attributes', () => {
    assert.match(html, /src="https:\/\/host\/panel\.js\?a=1&amp;b=&quot;2&quot;"/);
  });
});
