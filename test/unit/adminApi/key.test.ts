import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Credential, cleanKey, keyHint, redact } from '../../../src/adminApi/key.ts';
import { KEY } from './support.ts';

describe('keyHint', () => {
  it('keyHint names a regular key as one', () => {
    assert.match(keyHint('sk-ant-api03-abc') ?? '', /^This looks like a regular API key\./);
  });

  it('keyHint says what looks like no key, and never repeats it', () => {
    for (const text of ['hello', 'sk-proj-abc', 'Bearer']) {
      assert.equal(keyHint(text), 'This does not look like an Admin API key (sk-ant-admin…).', text);
    }
  });

  it('keyHint is silent on Admin API keys, OAuth tokens and what may become one', () => {
    for (const text of ['s', 'sk-ant-', 'sk-ant-a', 'sk-ant-ad', 'sk-ant-admin01-abc', 'sk-ant-oat01-abc']) {
      assert.equal(keyHint(text), null, text);
    }
  });
});

describe('admin key', () => {
  it('an admin key is trimmed', () => {
    assert.deepEqual(cleanKey(` ${KEY}\n`), { ok: true, key: KEY });
  });

  it('an admin key is not judged by its prefix', () => {
    for (const key of ['sk-ant-api03-x', 'gateway-token', '!~']) assert.deepEqual(cleanKey(key), { ok: true, key });
  });

  it('an admin key is refused when it cannot stand in a header, without being repeated', () => {
    for (const text of [
      '',
      '  ',
      'sk-ant two',
      'sk-ant\r\nx-evil: 1',
      'sk-änt',
      'sk-ant\u0000',
      'sk-ant\u007f',
      'sk-ant…',
    ]) {
      const cleaned = cleanKey(text);
      assert.ok(!cleaned.ok);
      assert.doesNotMatch(cleaned.problem, /sk-/);
    }
    assert.throws(() => new Credential('two words'), RangeError);
  });

  it('an admin key goes as x-api-key, an OAuth token as a bearer token', () => {
    assert.deepEqual(new Credential(KEY).header(), { 'x-api-key': KEY });
    assert.deepEqual(new Credential('sk-ant-oat01-t').header(), { authorization: 'Bearer sk-ant-oat01-t' });
  });

  it('an admin key is taken out of texts in every form it may have there', () => {
    const odd = 'a"b\\c%d';
    assert.equal(redact(`key ${odd}, ${JSON.stringify(odd)}, ${encodeURIComponent(odd)}`, odd), 'key ***, "***", ***');
    assert.equal(redact(`x-api-key: ${KEY}`, KEY), 'x-api-key: ***');
  });

  it('an admin key is not the only key that is taken out of texts', () => {
    assert.equal(redact('used SK-ANT-api03-Abc_9-Z, then sk-ant-oat01-q.', KEY), 'used sk-ant-***, then sk-ant-***.');
    assert.equal(redact('sk-ant-api03-x', ''), 'sk-ant-***');
  });

  it('an admin key cannot be read out of its keeper', () => {
    const credential = new Credential(KEY);
    const printed = `${inspect(credential, { depth: Infinity, showHidden: true })}${JSON.stringify(credential)}${credential}`;
    assert.ok(!printed.includes(KEY));
  });
});
