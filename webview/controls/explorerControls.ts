import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el } from '../widgets/dom.ts';
import { createBreadcrumb } from './breadcrumb.ts';
import type { ControlsShown } from './controlsShown.ts';
import { createExportButtons, type ImageOptions } from './exportButtons.ts';
import { createFetchingLine } from './fetchingLine.ts';
import { createNames } from './filterWords.ts';
import { createNotesMenu } from './notesMenu.ts';
import { createSaveView } from './saveView.ts';
import { createSentence } from './sentence.ts';
import { createShapeSwitch } from './shapeSwitch.ts';
import { createViewsMenu } from './viewsMenu.ts';

/** Creates the explorer's controls: breadcrumb, the sentence, shape, views, exports, and what is being fetched. */
export function createExplorerControls(actions: Actions, outs: ImageOptions): Component<ControlsShown> {
  const names = createNames();
  const breadcrumb = createBreadcrumb(actions);
  const sentence = createSentence(actions);
  const shape = createShapeSwitch(actions);
  const save = createSaveView(actions);
  const views = createViewsMenu(actions);
  const notes = createNotesMenu(actions);
  const fetching = createFetchingLine(actions, () => sentence.focus());
  const tools = el(
    'div',
    { class: 'tools' },
    shape.element,
    el('div', { class: 'views' }, save.element, views.element, notes.element),
    createExportButtons(actions, outs),
  );
  return {
    element: el(
      'section',
      { class: 'controls', 'aria-label': 'Explorer' },
      breadcrumb.element,
      sentence.element,
      tools,
      fetching.element,
    ),
    update: (shown) => {
      names.learn(shown.explorer.values);
      const controls = { ...shown, nameOf: names.nameOf };
      breadcrumb.update(controls);
      sentence.update(controls);
      shape.update(shown.choice);
      save.update(shown.saved);
      views.update(controls);
      notes.update(controls);
      fetching.update({ ...shown.explorer, format: shown.format });
    },
  };
}
