import assert from 'node:assert/strict';
import { BUDGET_WORDS, COST_CENTRE_WORDS, SettingNotice } from '../../../src/ui/settingNotice.ts';
import { FakeMemento } from '../hostSide/fakeMemento.ts';

const badOf = (...messages: readonly string[]) =>
  messages.map((message, index) => ({ name: `budget ${index}`, message }));

describe('SettingNotice', () => {
  let warned: string[];
  let memento: FakeMemento;
  const start = (words = BUDGET_WORDS) =>
    new SettingNotice({ memento, shown: 'bad', warn: (message) => warned.push(message), words });

  beforeEach(() => {
    [warned, memento] = [[], new FakeMemento()];
  });

  it('SettingNotice says once what is wrong, over restarts too, and again for other mistakes', () => {
    const notice = start();
    notice.show(badOf('Budget 1: no.'));
    notice.show(badOf('Budget 1: no.'));
    start().show(badOf('Budget 1: no.'));
    assert.deepEqual(warned, ['Claude Usage: 1 budget is ignored. Budget 1: no.']);
    notice.show(badOf('Budget 1: no.', 'Budget 2: no.'));
    assert.equal(warned[1], 'Claude Usage: 2 budgets are ignored. Budget 1: no. Budget 2: no.');
  });

  it('SettingNotice says again what was mended and is wrong again', () => {
    const notice = start();
    for (const messages of [['Budget 1: no.'], [], ['Budget 1: no.']]) notice.show(badOf(...messages));
    assert.equal(warned.length, 2);
  });

  it('SettingNotice names three of many, as text without links', () => {
    start().show(badOf('Budget “[x](command:y)”: no.', 'B.', 'C.', 'D.', 'E.'));
    assert.deepEqual(warned, [
      'Claude Usage: 5 budgets are ignored. Budget “[x] (command:y)”: no. B. C. 2 more budgets have errors.',
    ]);
    start().show(badOf('A.', 'B.', 'C.', 'D.'));
    assert.match(warned[1] ?? '', /A\. B\. C\. 1 more budget has an error\.$/);
  });

  it('SettingNotice says nothing before the entries are known, and where all is well', () => {
    start().show(undefined);
    start().show(badOf());
    assert.deepEqual(warned, []);
  });

  it('SettingNotice counts errors where an entry may count in part', () => {
    start(COST_CENTRE_WORDS).show(badOf('A.'));
    start(COST_CENTRE_WORDS).show(badOf('A.', 'B.', 'C.', 'D.'));
    assert.deepEqual(warned, [
      'Claude Usage: 1 error in the cost centers. A.',
      'Claude Usage: 4 errors in the cost centers. A. B. C. 1 more error.',
    ]);
  });
});
