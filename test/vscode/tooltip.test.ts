import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createFormat } from '../../src/shared/format.ts';
import { writeTooltip } from '../../src/ui/statusBar/tooltip.ts';

/** VS Code's own MarkdownString with the tooltip of a refusal that says `message`. */
function markdown(message: string): string {
  const tooltip = new vscode.MarkdownString('', true);
  writeTooltip(
    tooltip,
    { status: 'failed', sample: false, problem: { kind: 'failed', message } },
    createFormat('en', 'UTC'),
  );
  return tooltip.value.split('\n\n')[1] ?? '';
}

describe('text in a Markdown string of VS Code', () => {
  it('is no picture and no link', () => {
    assert.equal(markdown('![i](https://x)'), '\\!\\[i\\]\\(https&#58;//x\\)');
    assert.equal(markdown('[a](command:x)'), '\\[a\\]\\(command&#58;x\\)');
    assert.equal(markdown('www.x.example'), 'www&#46;x.example');
  });

  it('is no element and no icon', () => {
    assert.equal(markdown('<img/>'), '<img/\\>');
    assert.doesNotMatch(markdown('$(beaker)'), /(?<!\\)\$\(beaker\)/);
  });
});
