/**
 * The toolkit's controls that the page uses, registered once. Its badge, tag and progress ring are not among them: they
 * write style attributes, which the page's content security policy refuses.
 */
import {
  provideVSCodeDesignSystem,
  type Button as VsCodeButton,
  type Dropdown as VsCodeDropdown,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';
import { el } from './dom.ts';

export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption());
}

export interface ButtonOptions {
  readonly appearance: 'primary' | 'secondary' | 'icon';
  readonly icon?: Element;
  /** The name of a button without words. */
  readonly name?: string;
  readonly onClick: () => void;
}

export function button(label: string, { appearance, icon, name, onClick }: ButtonOptions): HTMLElement {
  const made = document.createElement('vscode-button') as VsCodeButton;
  if (name !== undefined) made.setAttribute('aria-label', name);
  made.setAttribute('appearance', appearance);
  if (icon) {
    if (label !== '') icon.setAttribute('slot', 'start');
    made.append(icon);
  }
  made.append(label);
  made.addEventListener('click', onClick);
  return made;
}

export interface Choice<Value extends string> {
  readonly element: HTMLElement;
  /** Shows a value without telling anyone. */
  choose(value: Value): void;
}

/** A drop-down list; `onChoose` hears what the user picks. */
export function choice<Value extends string>(
  name: string,
  options: readonly (readonly [value: Value, label: string])[],
  onChoose: (value: Value) => void,
): Choice<Value> {
  const made = document.createElement('vscode-dropdown') as VsCodeDropdown;
  made.setAttribute('aria-label', name);
  for (const [value, label] of options) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', value);
    option.append(label);
    made.append(option);
  }
  made.addEventListener('change', () => {
    const picked = options.find(([value]) => value === made.value);
    if (picked) onChoose(picked[0]);
  });
  return {
    element: el('span', { class: 'choice' }, made),
    choose: (value) => {
      if (made.value !== value) made.value = value;
    },
  };
}
