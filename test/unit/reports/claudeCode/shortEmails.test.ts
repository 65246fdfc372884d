import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortEmails } from '../../../../src/reports/claudeCode/shortEmails.ts';

const short = (...addresses: string[]) => [...shortEmails(addresses).values()].sort();

/** Addresses that are easily taken for each other. */
const address = fc
  .tuple(fc.string({ unit: fc.constantFrom('a', 'b', '.', '…', '👩', '@'), maxLength: 6 }), fc.constantFrom('x', 'y'))
  .map(([name, domain]) => `${name}@${domain}.com`);

describe('Shortened e-mail addresses', () => {
  it('a short address shows two letters and the domain', () => {
    assert.deepEqual(short('mira@acme.com', 'jonas@acme.com', 'mira@other.com'), [
      'jo…@acme.com',
      'mi…@acme.com',
      'mi…@other.com',
    ]);
  });

  it('a short address never shows all of a short name that nobody else is like', () => {
    assert.deepEqual(short('al@acme.com', 'b@other.com'), ['a…@acme.com', '…@other.com']);
  });

  it('a short address is longer where two would look alike, and only there', () => {
    assert.deepEqual(short('miranda@acme.com', 'mirko@acme.com', 'priya@acme.com'), [
      'mira…@acme.com',
      'mirk…@acme.com',
      'pr…@acme.com',
    ]);
  });

  it('a short address shows all of a name that another name begins with', () => {
    assert.deepEqual(short('mira@acme.com', 'mira.k@acme.com'), ['mira.…@acme.com', 'mira@acme.com']);
  });

  it('an address without a domain is shortened, too', () => {
    assert.deepEqual(short('somebody'), ['so…']);
    assert.deepEqual(short(''), ['']);
  });

  it('two people never have the same short address, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(address, { maxLength: 12 }), (addresses) => {
        const made = shortEmails(addresses);
        assert.equal(new Set(made.values()).size, addresses.length);
        assert.deepEqual([...shortEmails(addresses.toReversed())].sort(), [...made].sort());
      }),
    );
  });
});
