import { el } from './dom.ts';

export interface Popover {
  readonly element: HTMLElement;
  readonly isOpen: () => boolean;
  open(): void;
  close(): void;
  /** Finds its place anew, after its content has changed; only while it is open. */
  place(): void;
}

export interface PopoverOptions {
  /** Name of the dialog for a screen reader. */
  readonly name: string;
  /** Element that it hangs below. */
  readonly anchor: HTMLElement;
  /** Fills it before it shows, and says what the focus goes to. */
  readonly onOpen: () => HTMLElement;
  readonly onClose?: () => void;
}

const MARGIN = 8;
const GAP = 4;

/**
 * Creates a box in the page's top layer below its anchor. The browser closes it on Escape and on a click outside, and gives the
 * focus back; an anchor that is a button opens it.
 */
export function createPopover(
  { name, anchor, onOpen, onClose }: PopoverOptions,
  ...children: readonly Node[]
): Popover {
  const element = el('div', { class: 'popover', popover: 'auto', role: 'dialog', 'aria-label': name }, ...children);
  if (anchor instanceof HTMLButtonElement) {
    anchor.popoverTargetElement = element;
    anchor.setAttribute('aria-haspopup', 'dialog');
  }
  const isOpen = () => element.matches(':popover-open');
  const place = () => {
    if (isOpen()) placeBelow(element, anchor);
  };
  // Taken out of the page while open, it is closed without a word.
  const follow = () => (element.isConnected ? place() : window.removeEventListener('resize', follow));
  let first = anchor;
  // The browser tells of the opening itself only later, when something may have been entered already.
  element.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    element.classList.remove('popover-placed');
    first = onOpen();
  });
  element.addEventListener('toggle', (event) => {
    if (event.newState === 'open') {
      place();
      if (!element.contains(document.activeElement)) first.focus({ preventScroll: true });
      window.addEventListener('resize', follow);
      return;
    }
    window.removeEventListener('resize', follow);
    onClose?.();
  });
  // The browser leaves it open when Tab leads out of it.
  element.addEventListener('focusout', ({ relatedTarget }) => {
    const isOutside = relatedTarget instanceof Node && relatedTarget !== anchor && !element.contains(relatedTarget);
    if (isOutside) element.hidePopover();
  });
  return {
    element,
    isOpen,
    open: () => {
      if (!isOpen()) element.showPopover();
    },
    close: () => element.hidePopover(),
    place,
  };
}

/** Places it below the anchor, above it where there is more room, never beyond the sides of the page. */
function placeBelow(element: HTMLElement, anchor: HTMLElement): void {
  const page = document.documentElement;
  const box = anchor.getBoundingClientRect();
  const below = page.clientHeight - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  const { style } = element;
  style.maxHeight = '';
  const wanted = element.offsetHeight;
  const isAbove = wanted > below && above > below;
  const height = Math.min(wanted, Math.max(isAbove ? above : below, 120));
  style.maxHeight = `${height}px`;
  const left = Math.max(Math.min(box.left, page.clientWidth - element.offsetWidth - MARGIN), MARGIN);
  // From the page's corner, so that it scrolls with its anchor.
  style.left = `${left + window.scrollX}px`;
  style.top = `${(isAbove ? box.top - GAP - height : box.bottom + GAP) + window.scrollY}px`;
  element.classList.add('popover-placed');
}
