import type { Dropdown as VsCodeDropdown, Option as VsCodeOption } from '@vscode/webview-ui-toolkit';
import { el, setText } from './dom.ts';

export interface WordDropdown<Value extends string> {
  readonly element: HTMLElement;
  /**
   * Shows a value without telling anyone, and offers those that have a label. Those of `reasons` are shown with why they cannot
   * be chosen. An open list is left as it is till it closes.
   */
  show(value: Value, labels: Labels<Value>, reasons?: Labels<Value>): void;
}

type Labels<Value extends string> = Readonly<Partial<Record<Value, string>>>;

const MARGIN = 8;

/**
 * Creates a word of the sentence that is a drop-down list of the toolkit. Its keys are made those of a native list: arrows and
 * letters open it and only preview, Enter takes, Escape leaves all as it was.
 */
export function createWordDropdown<Value extends string>(
  name: string,
  values: readonly Value[],
  onChoose: (value: Value) => void,
): WordDropdown<Value> {
  const made = document.createElement('vscode-dropdown') as VsCodeDropdown;
  made.setAttribute('aria-label', name);
  made.className = 'word';
  const options = values.map((value) => {
    const option = document.createElement('vscode-option') as VsCodeOption;
    option.setAttribute('value', value);
    made.append(option);
    return { value, option };
  });

  let shown: Value | undefined;
  let latest: (() => void) | undefined;
  const apply = () => {
    if (made.open) return;
    latest?.();
    latest = undefined;
  };

  made.addEventListener('change', () => {
    const picked = values.find((value) => value === made.value);
    // The toolkit tells of a change also when a key was merely pressed.
    if (picked === undefined || picked === shown) return;
    shown = picked;
    onChoose(picked);
  });
  made.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (made.open) {
        if (event.key === 'Escape' && shown !== undefined) made.value = shown;
        return;
      }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        event.stopImmediatePropagation();
        made.open = true;
      } else if (event.key === 'Home' || event.key === 'End' || (event.key.length === 1 && event.key !== ' ')) {
        made.open = true;
      }
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (made.open) keepInPage(made);
    else apply();
  }).observe(made, { attributeFilter: ['open'] });

  return {
    element: made,
    show: (value, labels, reasons) => {
      latest = () => {
        const offered = options.filter((option) => labels[option.value] !== undefined);
        for (const each of options) {
          const [label = '', reason] = [labels[each.value], reasons?.[each.value]];
          const isRefused = label !== '' && reason !== undefined && each.value !== value;
          const text = isRefused ? `${label} (${reason})` : label;
          // Disabled options without a reason are not seen; hidden ones the toolkit would leave out of its count for good.
          each.option.toggleAttribute('disabled', label === '' || isRefused);
          each.option.classList.toggle('refused', isRefused);
          setText(each.option, text);
          // The toolkit names an option once, by the text it had when it came into the page.
          each.option.setAttribute('aria-label', text);
          each.option.ariaPosInSet = `${offered.indexOf(each) + 1}`;
          each.option.ariaSetSize = `${offered.length}`;
        }
        shown = value;
        if (made.value !== value) made.value = value;
      };
      apply();
    },
  };
}

/** The list is wider than its word, but no wider than the page: near the right edge it is moved to the left. */
function keepInPage(dropdown: HTMLElement): void {
  const { clientWidth } = document.documentElement;
  dropdown.style.setProperty('--room', `${clientWidth - 2 * MARGIN}px`);
  dropdown.style.setProperty('--shift', '0px');
  const list = dropdown.shadowRoot?.querySelector('[part="listbox"]');
  if (!list) return;
  const over = list.getBoundingClientRect().right - (clientWidth - MARGIN);
  if (over > 0) dropdown.style.setProperty('--shift', `${-over}px`);
}

/** Words with the control that ends them, which stay on one line: `by [model]`. */
export function phrase(words: string, ...controls: readonly HTMLElement[]): HTMLElement {
  return el('span', { class: 'phrase' }, words, ...controls);
}
