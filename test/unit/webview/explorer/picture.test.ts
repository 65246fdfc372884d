import assert from 'node:assert/strict';
import type { FromPage } from '../../../../src/shared/fromPage.ts';
import type { Post } from '../../../../src/shared/rpc.ts';
import type { Actions } from '../../../../webview/actions.ts';
import { createActions } from '../../../../webview/createActions.ts';
import { copyPicture } from '../../../../webview/explorer/copyPicture.ts';
import { FIRST_STATE } from '../../../../webview/pageState.ts';

const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
/** The first call that the page makes. */
function postedBy(act: (actions: Actions) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const post: Post<FromPage> = (call, ...[params]) => resolve({ call, params });
    act(createActions({ state: () => FIRST_STATE, keep: () => {}, post, redraw: () => {} }));
  });
}

const png = Promise.resolve(new Blob([bytes]));

describe('a picture of the chart', () => {
  const refusals = {
    'it may not': () => Promise.reject(new DOMException('denied', 'NotAllowedError')),
    'it knows text alone': () => {
      throw new ReferenceError('ClipboardItem is not defined');
    },
  };

  it('goes to the clipboard of the page, still in the making, and nowhere else', async () => {
    const written: Promise<Blob>[] = [];
    const write = async (picture: Promise<Blob>) => void written.push(picture);
    assert.equal(await copyPicture(png, { write, refused: () => assert.fail() }), true);
    assert.deepEqual(written, [png]);
  });

  for (const [why, write] of Object.entries(refusals)) {
    it(`goes to the host where that clipboard does not take it: ${why}`, async () => {
      const posted = await postedBy(({ postPicture }) => {
        void copyPicture(png, { write, refused: (picture) => postPicture('copyPicture', picture) });
      });
      assert.deepEqual(posted, { call: 'copyPicture', params: bytes });
    });
  }

  it('that cannot be made is posted as nothing, which the host can tell of', async () => {
    const posted = await postedBy(({ postPicture }) =>
      postPicture('savePicture', Promise.reject(new RangeError('too large'))),
    );
    assert.deepEqual(posted, { call: 'savePicture', params: new Uint8Array() });
  });

  it('is known not to be on the clipboard then', async () => {
    assert.equal(await copyPicture(png, { write: refusals['it may not'], refused: () => {} }), false);
  });
});
