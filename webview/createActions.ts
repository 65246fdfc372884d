import type { Choice } from '../src/shared/choice.ts';
import type { FromPage } from '../src/shared/fromPage.ts';
import type { Post } from '../src/shared/rpc.ts';
import type { Actions } from './actions.ts';
import type { PageState } from './pageState.ts';

export interface ActionsOptions {
  readonly state: () => PageState;
  readonly keep: (change: Partial<PageState>) => void;
  readonly post: Post<FromPage>;
  readonly reports: Actions['reports'];
  readonly explain: Actions['explain'];
  /** Draws the view again, by the state as it is now. */
  readonly redraw: () => void;
}

/** Carries out the actions of the explorer's components: some by the page alone, the rest by the host. */
export function createActions({ state, keep, post, reports, explain, redraw }: ActionsOptions): Actions {
  /** `levels` are those whose colours stay: see `viewColors.ts`. */
  const go = (choice: Choice, path: readonly Choice[], levels: number) => {
    const before = state();
    const isSame = question(before.choice) === question(choice);
    const isolated = seriesOf(before.choice) === seriesOf(choice) ? before.isolated : null;
    const lent = isSame && path.length === before.path.length ? before.lent : before.lent.slice(0, levels);
    keep({ choice, path, isolated, lent });
    if (!isSame) post('choose', choice);
    if (JSON.stringify(path) !== JSON.stringify(before.path)) post('path', path);
    redraw();
  };
  return {
    choice: () => state().choice,
    choose: (change) => {
      // Another range begins a new path: the old one does not lead there.
      const leaves = change.range !== undefined || change.unit !== undefined;
      const { choice, path } = state();
      const next = { ...choice, ...change };
      if (leaves) go(next, [], 0);
      else go(next, path, next.by === choice.by ? path.length + 1 : path.length);
    },
    drill: (change) => {
      const { choice, path } = state();
      go({ ...choice, ...change }, [...path, choice], path.length + 1);
    },
    breadcrumb: () => state().path,
    climb: (index) => {
      const choice = state().path[index];
      if (choice) go(choice, state().path.slice(0, index), index + 1);
    },
    recall: ({ choice }) => go(choice, [], 0),
    explain,
    reports,
    post,
    postImage: async (call, png) => post(call, await bytesOf(png)),
    isolate: (isolated) => {
      keep({ isolated });
      redraw();
    },
    isOpen: (table) => state().open.includes(table),
    setOpen: (table, isOpen) => {
      const others = state().open.filter((each) => each !== table);
      keep({ open: isOpen ? [...others, table] : others });
    },
  };
}

/** Bytes of an image; none where it could not be made, which the host says. */
async function bytesOf(png: Promise<Blob>): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (await png).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

/** Part of a choice that the host answers: the shape is the page's own business. */
function question(choice: Choice): string {
  return JSON.stringify({ ...choice, shape: '' });
}

/** Parts of a choice that decide which series there are. */
function seriesOf({ by, filters }: Choice): string {
  return JSON.stringify([by, filters]);
}
