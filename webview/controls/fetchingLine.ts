import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import { button } from '../widgets/toolkit.ts';

export interface FetchingShown extends Pick<Explorer, 'fetching' | 'missing'> {
  readonly format: Format;
}

/** Creates the line on data being fetched, or that could be; `onEmpty` takes the focus when the line goes. */
export function createFetchingLine(actions: Actions, onEmpty: () => void): Component<FetchingShown> {
  const words = el('span', { role: 'status' });
  const share = el('span', { class: 'fetching-share' });
  const bar = el('progress', { max: '1' });
  const cancel = button('Cancel', { appearance: 'secondary', onClick: () => actions.post('fetchMissing', false) });
  const fetch = button('Fetch', { appearance: 'secondary', onClick: () => actions.post('fetchMissing', true) });
  const line = el('div', { class: 'line progress-line' }, el('span', {}, words, share), bar, cancel, fetch);
  return {
    element: line,
    update: ({ fetching, missing, format }) => {
      const hadFocus = line.contains(document.activeElement);
      const isMissing = !fetching && missing !== '';
      setShown(line, fetching !== null || isMissing);
      for (const each of [share, bar, cancel]) setShown(each, fetching !== null);
      setShown(fetch, isMissing);
      if (fetching) {
        const done = Math.min(Math.max(fetching.done, 0), 1);
        setText(words, `Fetching ${fetching.what}`);
        setText(share, `, ${format.percent(Math.floor(done * 100) / 100)}`);
        bar.setAttribute('aria-label', `Fetching ${fetching.what}`);
        bar.value = done;
      } else {
        setText(words, isMissing ? `Not fetched yet: ${missing}.` : '');
      }
      if (!hadFocus) return;
      if (fetching) cancel.focus();
      else if (isMissing) fetch.focus();
      else onEmpty();
    },
  };
}
