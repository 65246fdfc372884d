import assert from 'node:assert/strict';
import type { Shape } from '../../../../src/shared/choice.ts';
import type { Chart } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import type { FromPage } from '../../../../src/shared/fromPage.ts';
import type { Post } from '../../../../src/shared/rpc.ts';
import type { Actions } from '../../../../webview/actions.ts';
import { createActions } from '../../../../webview/createActions.ts';
import { copyImage, imageSubtitle } from '../../../../webview/explorer/image.ts';
import { FIRST_STATE } from '../../../../webview/pageState.ts';
import { costs, counts, explorerOf } from '../charts/chartFixtures.ts';

const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
/** The first call that the page makes. */
function postedBy(act: (actions: Actions) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const post: Post<FromPage> = (call, ...[params]) => resolve({ call, params });
    act(
      createActions({
        state: () => FIRST_STATE,
        keep: () => {},
        post,
        reports: [],
        explain: () => {},
        redraw: () => {},
      }),
    );
  });
}

const png = Promise.resolve(new Blob([bytes]));

describe('copyImage', () => {
  const refusals = {
    'it may not': () => Promise.reject(new DOMException('denied', 'NotAllowedError')),
    'it knows text alone': () => {
      throw new ReferenceError('ClipboardItem is not defined');
    },
  };

  it('copyImage writes an unfinished image to the page’s clipboard and nowhere else', async () => {
    const written: Promise<Blob>[] = [];
    const write = async (image: Promise<Blob>) => void written.push(image);
    assert.equal(await copyImage(png, { write, refused: () => assert.fail() }), true);
    assert.deepEqual(written, [png]);
  });

  for (const [why, write] of Object.entries(refusals)) {
    it(`copyImage posts the image to the host when the clipboard refuses it: ${why}`, async () => {
      const posted = await postedBy(({ postImage }) => {
        void copyImage(png, { write, refused: (image) => postImage('copyImage', image) });
      });
      assert.deepEqual(posted, { call: 'copyImage', params: bytes });
    });
  }

  it('copyImage posts no bytes when the image cannot be made', async () => {
    const posted = await postedBy(({ postImage }) =>
      postImage('saveImage', Promise.reject(new RangeError('too large'))),
    );
    assert.deepEqual(posted, { call: 'saveImage', params: new Uint8Array() });
  });

  it('copyImage returns false when the clipboard refused the image', async () => {
    assert.equal(await copyImage(png, { write: refusals['it may not'], refused: () => {} }), false);
  });
});

const format = createFormat('en-US', 'UTC');
const says = (chart: Chart, shape: Shape = 'bars', sample = false) =>
  imageSubtitle(explorerOf(chart), shape, { organization: 'Acme', sample }, format);

describe('imageSubtitle', () => {
  const estimated = costs('day', ['billed', 'ESTIMATED'], { a: [1n, 1n] });

  it('imageSubtitle gives organization, range and zone', () => {
    const billed = costs('day', ['none', 'billed'], { a: [0n, 1n] });
    assert.equal(says(billed), 'Acme, the last 30 days, UTC');
    assert.equal(says(billed, 'bars', true), 'Acme (sample data), the last 30 days, UTC');
  });

  it('imageSubtitle says how each shape marks estimates', () => {
    assert.match(says(estimated), /UTC; hatched or paler: estimated or partly estimated$/);
    assert.match(says(estimated, 'cumulative'), /UTC; hatched: estimated or/);
    assert.match(says(estimated, 'lines'), /UTC; dashed: estimated or/);
    assert.match(says(estimated, 'heat'), /UTC; estimated or partly/);
  });

  it('imageSubtitle says nothing of estimates when all is billed or counted', () => {
    assert.equal(says(counts('day', ['ESTIMATED'], { a: [1] })), 'Acme, the last 30 days, UTC');
  });
});
