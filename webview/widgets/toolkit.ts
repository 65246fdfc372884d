/**
 * The toolkit's controls that the page uses, registered once. Its badge, tag and progress ring are not among them: they
 * write style attributes, which the page's content security policy refuses.
 */
import {
  provideVSCodeDesignSystem,
  type Button as VsCodeButton,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';

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
