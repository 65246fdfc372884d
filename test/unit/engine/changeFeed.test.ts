import assert from 'node:assert/strict';
import { differenceOf, EFFECTS } from '../../../src/shared/change.ts';
import type { ChangeQuestion } from '../../../src/shared/changeQuestion.ts';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { DOLLAR, sumOfAmounts } from '../../../src/shared/money.ts';
import type { ChangeAnswer } from '../../../src/shared/panelView.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
/** From this day on web-app uses twice as much. */
const DOUBLED = TODAY - 3 * DAY;
const day = (start: number) => new Date(start).toISOString().slice(0, 10);

describe('the engine’s answer to what changed', () => {
  let office: Office;

  before(async function () {
    this.timeout(60_000);
    const world = tinyWorld(TODAY);
    const [web] = world.streams;
    assert.ok(web);
    const doubled = { ...world, streams: [...world.streams, { ...web, from: DOUBLED }] };
    office = await Office.open({ world: doubled, at: AT });
    await office.engine.start();
  });
  after(() => office?.[Symbol.asyncDispose]());

  let asked = 0;
  const question = (choice: Partial<Choice>, bucket: ChangeQuestion['bucket'] = null): ChangeQuestion => ({
    id: ++asked,
    choice: { ...FIRST_CHOICE, ...choice },
    bucket,
  });
  const answers = () => office.messages.flatMap((message) => (message.call === 'change' ? message.params : []));
  const ask = (own: ChangeQuestion): ChangeAnswer => {
    office.engine.changes.ask(own);
    return answers().find(({ question: { id } }) => id === own.id) ?? assert.fail('no answer');
  };
  const range = { type: 'days', from: day(DOUBLED), to: day(DOUBLED) } as const;

  it('the answer is the difference of two bills, to the last unit, split into what each key contributed', () => {
    const { change, previousSpan } = ask(question({ range }));
    assert.ok(change);
    assert.equal(previousSpan.start, DOUBLED - 7 * DAY);
    const [before, after] = [office.api.truth.billOf(DOUBLED - 7 * DAY), office.api.truth.billOf(DOUBLED)];
    assert.equal(change.before.amount, before.total);
    assert.equal(change.after.amount, after.total);
    assert.equal(sumOfAmounts(EFFECTS.map((effect) => change.effects[effect])), after.total - before.total);
    for (const rows of Object.values(change.by)) {
      assert.equal(sumOfAmounts(rows.map(differenceOf)), after.total - before.total);
    }
    const [first] = change.by.apiKey;
    assert.equal(first?.name, 'web-app');
    assert.ok(first && differenceOf(first) > 0n);
    const { volume } = first.effects;
    assert.ok(10n * volume > 9n * differenceOf(first), 'nearly all of it is volume');
    assert.match(change.cause, /^\+\$\d+: web-app, Opus 5\.5, volume ×(1\.9|2|2\.1)/);
  });

  it('the answer to a bar is compared with its like in the previous period of the range', () => {
    const bucket = { start: DOUBLED, end: DOUBLED + DAY };
    const own = ask(question({ range: { type: 'last7' } }, bucket));
    assert.deepEqual([own.span, own.running], [bucket, false]);
    assert.deepEqual(own.previousSpan, { start: DOUBLED - 7 * DAY, end: DOUBLED - 6 * DAY });
    const whole = ask(question({ range }));
    assert.deepEqual(own.change, whole.change);
  });

  it('the answer to a running day is compared up to the same moment', () => {
    const { span, previousSpan, running, change } = ask(question({ range: { type: 'today' }, unit: 'hour' }));
    assert.deepEqual([span.start, running], [TODAY, true]);
    assert.deepEqual(previousSpan, { start: TODAY - DAY, end: AT - DAY });
    assert.ok(change && change.after.amount > DOLLAR);
    assert.equal(change.after.basis, 'estimated');
  });

  it('the answer follows the filters of the choice', () => {
    const filters = [{ dimension: 'model', values: ['claude-opus-5-5'] }] as const;
    const { change } = ask(question({ range, filters }));
    assert.deepEqual(
      change?.by.model.map(({ id }) => id),
      ['claude-opus-5-5'],
    );
    assert.deepEqual(
      change.by.apiKey.map(({ name }) => name),
      ['web-app'],
    );
  });

  it('the answer has no figures where a period is not known, or has not begun', () => {
    const old = day(TODAY - 300 * DAY);
    assert.equal(ask(question({ range: { type: 'days', from: old, to: old } })).change, null);
    const ahead = day(TODAY + 9 * DAY);
    assert.equal(ask(question({ range: { type: 'days', from: ahead, to: ahead } })).change, null);
  });

  it('a question that nobody waits for is not answered, and a newer one ends the one before', () => {
    office.engine.changes.ask(null);
    const before = answers().length;
    office.engine.changes.ask(question({ range }));
    assert.equal(answers().length, before + 1);
  });
});
