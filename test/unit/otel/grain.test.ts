import assert from 'node:assert/strict';
import { sentName } from '../../../src/otel/grain.ts';

describe('sentName', () => {
  it('sentName leaves e-mail addresses out, and characters that are not seen', () => {
    assert.equal(sentName('Mira <mira@acme.example>,\n\u202ebot@ci.acme.example'), 'Mira <…>, …');
    assert.equal(sentName('a @ b'), 'a @ b');
  });

  it('sentName cuts a long name between its characters', () => {
    assert.equal(sentName('😀'.repeat(121)), `${'😀'.repeat(119)}…`);
    assert.equal(sentName('😀'.repeat(120)), '😀'.repeat(120));
  });

  it('sentName is done at once with a name of any length', function () {
    this.timeout(2000);
    assert.equal(sentName(`${'a'.repeat(100_000)}@`), `${'a'.repeat(119)}…`);
  });
});
