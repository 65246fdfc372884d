type Child = Node | string | null;

/** Makes an element. Strings become text; nothing is ever parsed as HTML, and styles come from the style sheet alone. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  append(element, children);
  return element;
}

/** Puts other children in. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Sets the text when it differs, so that a live region does not read out what was there already. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Shows lines, each in an element of its own; they are made anew only when they differ, so that a selection in them stays. */
export function setLines(parent: Element, tag: 'li' | 'p', lines: readonly string[]): void {
  const isSame =
    parent.children.length === lines.length && lines.every((line, at) => parent.children[at]?.textContent === line);
  if (!isSame) fill(parent, ...lines.map((line) => el(tag, {}, line)));
}

/** Shows an element or takes it out of the page's order. */
export function setShown(element: HTMLElement, shown: boolean): void {
  element.hidden = !shown;
}

/** Changes a part of the page. What has the focus there keeps it if it is moved; if it is gone, `goal` has it. */
export function keepFocus(part: Element, change: () => void, goal?: HTMLElement): void {
  const { activeElement: focused } = document;
  const hadFocus = part.contains(focused);
  change();
  if (!hadFocus || !(focused instanceof HTMLElement)) return;
  if (!focused.checkVisibility()) goal?.focus();
  else if (document.activeElement !== focused) focused.focus({ preventScroll: true });
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== null) parent.append(child);
}
