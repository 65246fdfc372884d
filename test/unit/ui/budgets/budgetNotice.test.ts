import assert from 'node:assert/strict';
import type { SpendState } from '../../../../src/shared/summary.ts';
import { BudgetNotice } from '../../../../src/ui/budgets/budgetNotice.ts';
import { FakeMemento } from '../../hostSide/fakeMemento.ts';
import { summaryOf } from '../summaryOf.ts';

const stateOf = (messages: readonly string[], sample = false): SpendState => {
  const badBudgets = messages.map((message, index) => ({ name: `budget ${index}`, message }));
  return { status: 'ready', summary: summaryOf({ badBudgets, sample }) };
};

describe('BudgetNotice', () => {
  let warned: string[];
  let memento: FakeMemento;
  const start = () => new BudgetNotice({ memento, warn: (message) => warned.push(message) });

  beforeEach(() => {
    [warned, memento] = [[], new FakeMemento()];
  });

  it('BudgetNotice says once what is wrong, over restarts too, and again for other mistakes', () => {
    const notice = start();
    notice.show(stateOf(['Budget 1: no.']));
    notice.show(stateOf(['Budget 1: no.']));
    start().show(stateOf(['Budget 1: no.']));
    assert.deepEqual(warned, ['Claude Usage: 1 budget is ignored. Budget 1: no.']);
    notice.show(stateOf(['Budget 1: no.', 'Budget 2: no.']));
    assert.equal(warned[1], 'Claude Usage: 2 budgets are ignored. Budget 1: no. Budget 2: no.');
  });

  it('BudgetNotice says again what was mended and is wrong again', () => {
    const notice = start();
    for (const messages of [['Budget 1: no.'], [], ['Budget 1: no.']]) notice.show(stateOf(messages));
    assert.equal(warned.length, 2);
  });

  it('BudgetNotice names three of many, as text without links', () => {
    start().show(stateOf(['Budget “[x](command:y)”: no.', 'B.', 'C.', 'D.', 'E.']));
    assert.deepEqual(warned, [
      'Claude Usage: 5 budgets are ignored. Budget “[x] (command:y)”: no. B. C. 2 more budgets have errors.',
    ]);
    start().show(stateOf(['A.', 'B.', 'C.', 'D.']));
    assert.match(warned[1] ?? '', /A\. B\. C\. 1 more budget has an error\.$/);
  });

  it('BudgetNotice says nothing in the sample, before budgets are known, and where all is well', () => {
    start().show(stateOf(['Budget 1: no.'], true));
    start().show({ status: 'ready', summary: summaryOf() });
    start().show({ status: 'noKey' });
    start().show(stateOf([]));
    assert.deepEqual(warned, []);
  });
});
