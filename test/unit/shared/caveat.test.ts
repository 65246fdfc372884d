import assert from 'node:assert/strict';
import { CAVEAT_TOPICS, type Caveat, caveatsTogether, divideCaveats } from '../../../src/shared/caveat.ts';

const caveat = (about: Caveat['about'], text: string = about): Caveat => ({ about, text });
const topics = (caveats: readonly Caveat[]) => caveats.map(({ about }) => about);

describe('caveatsTogether', () => {
  it('caveatsTogether puts what makes an amount uncertain before what amounts are made of', () => {
    const together = caveatsTogether([caveat('webSearch'), caveat('unpriced')], [caveat('nature'), caveat('unread')]);
    assert.deepEqual(topics(together), ['unread', 'unpriced', 'webSearch', 'nature']);
  });

  it("caveatsTogether leaves out a summary's caveat that the answer says with its own numbers", () => {
    const [ofAnswer, ofSummary] = [caveat('priorityTier', '2B tokens'), caveat('priorityTier', '1M tokens today')];
    assert.deepEqual(caveatsTogether([ofAnswer], [ofSummary]), [ofAnswer]);
    assert.deepEqual(caveatsTogether([], [ofSummary]), [ofSummary]);
  });

  it('caveatsTogether keeps both of two that make different amounts uncertain', () => {
    const [ofAnswer, ofSummary] = [caveat('unpriced', '5 tokens'), caveat('unpriced', '2 tokens today')];
    assert.deepEqual(caveatsTogether([ofAnswer], [ofSummary]), [ofAnswer, ofSummary]);
  });

  it('caveatsTogether says the same sentence once', () => {
    assert.equal(caveatsTogether([caveat('unread')], [caveat('unread')]).length, 1);
  });
});

describe('divideCaveats', () => {
  it('divideCaveats puts three in sight, the gravest, however many make amounts uncertain', () => {
    const { inSight, onDemand } = divideCaveats(CAVEAT_TOPICS.map((about) => caveat(about)));
    assert.deepEqual(topics(inSight), CAVEAT_TOPICS.slice(0, 3));
    assert.deepEqual(topics([...inSight, ...onDemand]), [...CAVEAT_TOPICS]);
  });

  it('divideCaveats puts none in sight that is true of all amounts', () => {
    const { inSight, onDemand } = divideCaveats([caveat('restated'), caveat('priorityTier'), caveat('nature')]);
    assert.deepEqual(topics(inSight), ['restated']);
    assert.deepEqual(topics(onDemand), ['priorityTier', 'nature']);
  });
});
