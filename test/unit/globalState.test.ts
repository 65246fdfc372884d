import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { GlobalState } from '../../src/globalState.ts';
import { EchoingMemento } from './hostSide/echoingMemento.ts';

describe('GlobalState', () => {
  let memento: EchoingMemento;
  let state: GlobalState;

  beforeEach(() => {
    memento = new EchoingMemento();
    state = new GlobalState(memento);
  });

  /** What the next start of the editor will find. */
  const stored = () => JSON.parse(memento.shared);

  it('GlobalState stores a value that is set while another one is being written', async () => {
    const figure = state.update('lastFigure', '$1');
    await setImmediate();
    const sample = state.update('sample', true);
    await Promise.all([figure, sample]);
    assert.deepEqual(stored(), { lastFigure: '$1', sample: true });
    assert.deepEqual([state.get('lastFigure'), state.get('sample')], ['$1', true]);
  });

  it('GlobalState removes a value that is unset while another one is being written', async () => {
    await state.update('sample', true);
    const figure = state.update('lastFigure', '$1');
    await setImmediate();
    await Promise.all([figure, state.update('sample', undefined)]);
    assert.deepEqual(stored(), { lastFigure: '$1' });
    assert.equal(state.get('sample'), undefined);
  });

  it('GlobalState returns a value at once that waits to be written', async () => {
    const waiting = [state.update('lastFigure', '$1'), state.update('sample', true), state.update('lastFigure', '$2')];
    assert.deepEqual([state.get('lastFigure'), state.get('sample')], ['$2', true]);
    await waiting[0];
    assert.equal(state.get('lastFigure'), '$2');
    await Promise.all(waiting);
    assert.deepEqual(stored(), { lastFigure: '$2', sample: true });
  });

  it('GlobalState returns no value at once that waits to be removed', async () => {
    await state.update('sample', true);
    const removed = state.update('sample', undefined);
    assert.equal(state.get('sample'), undefined);
    await removed;
    assert.deepEqual(stored(), {});
  });

  it('GlobalState writes what waits behind a write that was rejected', async () => {
    memento.error = new Error('The storage is read-only.');
    const figure = assert.rejects(state.update('lastFigure', '$1'), /read-only/);
    await state.update('sample', true);
    await figure;
    assert.equal(stored().sample, true);
  });

  it('GlobalState writes a value again that another window has replaced', async () => {
    memento.beforeWrite = () => {
      memento.beforeWrite = () => {};
      memento.writeElsewhere({ lastFigure: '$2' });
    };
    await state.update('sample', { since: [1, 2] });
    assert.deepEqual(stored(), { lastFigure: '$2', sample: { since: [1, 2] } });
  });

  it('GlobalState rejects a value that another window replaces each time', async () => {
    let writes = 0;
    memento.beforeWrite = () => {
      writes += 1;
      memento.writeElsewhere({ lastFigure: '$2' });
    };
    await assert.rejects(state.update('sample', true), /sample/);
    assert.equal(state.get('sample'), undefined);
    assert.ok(writes > 1 && writes < 10, `${writes} writes`);
  });

  it('GlobalState writes no value that is there already', async () => {
    await state.update('lastFigure', { text: '$1' });
    memento.beforeWrite = () => assert.fail('written again');
    await state.update('lastFigure', { text: '$1' });
    assert.deepEqual(stored(), { lastFigure: { text: '$1' } });
  });

  it('GlobalState returns what another window has written', async () => {
    await state.update('sample', true);
    memento.writeElsewhere({});
    assert.equal(state.get('sample'), undefined);
  });
});
