import assert from 'node:assert/strict';
import { cheaperModel } from '../../../../src/reports/savings/cheaperModel.ts';

const DAY = '2026-11-20';

describe('the cheaper model', () => {
  it('cheaperModel returns the newest model of the next family', () => {
    assert.equal(cheaperModel('claude-fable-5-2', DAY), 'claude-opus-5-5');
    assert.equal(cheaperModel('claude-mythos-5-1', DAY), 'claude-opus-5-5');
    assert.equal(cheaperModel('claude-opus-5-5', DAY), 'claude-sonnet-5-5');
    assert.equal(cheaperModel('claude-opus-4-5-20251101', DAY), 'claude-sonnet-5-5');
    assert.equal(cheaperModel('claude-sonnet-4-6', DAY), 'claude-haiku-5-5');
  });

  it('cheaperModel returns a model that had a list price that day', () => {
    assert.equal(cheaperModel('claude-opus-5', '2026-09-27'), 'claude-sonnet-5');
    assert.equal(cheaperModel('claude-opus-5', '2026-09-28'), 'claude-sonnet-5-5');
    assert.equal(cheaperModel('claude-sonnet-5', '2026-10-06'), 'claude-haiku-4-5');
    assert.equal(cheaperModel('claude-sonnet-5', '2026-10-07'), 'claude-haiku-5-5');
  });

  it('cheaperModel returns null for the cheapest family, and for a model without a list price', () => {
    assert.equal(cheaperModel('claude-haiku-5-5', DAY), null);
    assert.equal(cheaperModel('claude-opus-9', DAY), null);
    assert.equal(cheaperModel('claude-next-1', DAY), null);
    assert.equal(cheaperModel('web_search', DAY), null);
    assert.equal(cheaperModel('', DAY), null);
  });
});
