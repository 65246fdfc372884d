/**
 * Finds what does not fit in the page as it is drawn: a page that scrolls sideways, figures and dates that are broken over
 * lines or cut off, names on two lines, rows of unequal height, content wider than its box, texts on each other, tables
 * that scroll sideways in a page of 1,000 pixels or more, and buttons that look like the browser's own.
 * Returns a sentence for each, none where all is well. It refers to nothing outside itself: the page runs it as text.
 */
export function findFaults(): string[] {
  const faults: string[] = [];
  const FIGURE = /[≈\u00a0<>+−-]*\$?\d[\d.,:]*(?:%|[KMBT]\b|\/h)?/g;
  const DATE =
    /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}(?:, \d{4})?/g;
  /** Where figures and dates stand by themselves; a sentence may break before a date. */
  const FIGURES = 'td, th, .answer-figure, .legend, .breadcrumb, .now-rate, .title, h2, summary';
  /** Names may be cut short, with an ellipsis, and have digits too. */
  const NAMES = '.name, .detail, .row-marks, .named-column, h1, .chip-words, .breadcrumb .link';
  const say = (what: string, element: Element) => {
    const { className, tagName } = element;
    faults.push(`${what}: ${tagName.toLowerCase()}.${className} "${(element.textContent ?? '').trim().slice(0, 60)}"`);
  };
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('.heard, caption, .answer-notes')?.clientWidth !== 1;
  const rectsOf = (node: Node, from: number, to: number) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  };
  const linesOf = (rects: readonly DOMRect[]) => new Set(rects.map(({ top }) => Math.round(top))).size;
  const isSticky = (element: Element) => {
    const cell = element.closest('th, td');
    return cell !== null && getComputedStyle(cell).position === 'sticky';
  };
  const clipsX = (element: Element) => getComputedStyle(element).overflowX !== 'visible';

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px wider than its window`);

  const seen: { readonly element: Element; readonly rect: DOMRect }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.nodeValue ?? '';
    if (!element || text.trim() === '' || !isSeen(element)) continue;
    const all = rectsOf(node, 0, text.length);
    seen.push(...all.map((rect) => ({ element, rect })));
    if (!element.closest(FIGURES)) continue;
    const isName = element.closest(NAMES) !== null;
    // Next to sentences, which take lines anyway, a name may do so too.
    if (isName && linesOf(all) > 1 && !element.closest('tr:has(td.words), .row-marks'))
      say('a name is on two lines', element);
    if (isName) continue;
    for (const pattern of [FIGURE, DATE]) {
      for (const { 0: part, index } of text.matchAll(pattern)) {
        const rects = rectsOf(node, index, index + part.length);
        if (linesOf(rects) > 1) say(`"${part}" is broken`, element);
        for (let box: Element | null = element; box && !box.matches('.scroller'); box = box.parentElement) {
          if (!clipsX(box)) continue;
          const { left, right } = box.getBoundingClientRect();
          if (rects.some((rect) => rect.left < left - 1 || rect.right > right + 1))
            say(`"${part}" is cut off`, element);
        }
      }
    }
  }

  for (const element of document.querySelectorAll('#app *')) {
    if (!isSeen(element) || element.closest('svg') || element.matches('.scroller, canvas, input, option')) continue;
    const { textOverflow, overflowX, display } = getComputedStyle(element);
    if (textOverflow === 'ellipsis' || display === 'inline' || /auto|scroll/.test(overflowX)) continue;
    // A box of the toolkit lays out its own.
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && !element.tagName.includes('-')) {
      say(`${element.scrollWidth - element.clientWidth} px wider than its box`, element);
    }
  }

  const { fontFamily } = getComputedStyle(document.body);
  for (const button of document.querySelectorAll('#app button')) {
    if (isSeen(button) && getComputedStyle(button).fontFamily !== fontFamily) say('a button without a style', button);
  }

  for (const table of document.querySelectorAll('table')) {
    if (!isSeen(table)) continue;
    const scroller = table.closest('.scroller');
    // 950 is what a page of 1,000 leaves; beside the chart a table has less.
    if (scroller && scroller.clientWidth >= 950 && scroller.scrollWidth > scroller.clientWidth) {
      say(`${scroller.scrollWidth - scroller.clientWidth} px to be scrolled to`, table);
    }
    // Sentences take the lines that they need.
    for (const cell of table.querySelectorAll('td:not(.words)')) {
      const figure = cell.firstChild?.nodeValue ?? '';
      if (cell.firstChild && linesOf(rectsOf(cell.firstChild, 0, figure.length)) > 1) say('a cell has two lines', cell);
    }
    // Rows with marks take the lines that these need.
    const rows = [...table.querySelectorAll('tbody tr')].filter(
      (row) => ![...row.querySelectorAll('.row-marks')].some(isSeen),
    );
    const heights = rows.map((row) => row.getBoundingClientRect().height);
    const difference = Math.max(...heights) - Math.min(...heights);
    if (difference > 1 && !table.querySelector('td.words')) say(`rows differ by ${difference} px`, table);
  }

  // What is beyond the edge of a box that clips or scrolls, or under a part that sticks, is not seen.
  const visible = ({ element, rect }: (typeof seen)[number]) => {
    let { left, right, top, bottom } = rect;
    for (let box: Element | null = element; box; box = box.parentElement) {
      if (!clipsX(box)) continue;
      const edge = box.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    const isSeen = right - left > 2 && bottom - top > 4 && top >= 0 && bottom <= innerHeight;
    const at = isSeen ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
    const isOnTop = at === element || (at && (element.contains(at) || at.contains(element)));
    return isOnTop ? [{ element, rect: { left, right, top, bottom } }] : [];
  };
  const shown = seen.flatMap(visible);
  for (const [at, { element, rect }] of shown.entries()) {
    for (const other of shown.slice(at + 1)) {
      // A row goes on under a total that sticks.
      if (other.element === element || isSticky(element) || isSticky(other.element)) continue;
      const width = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
      const height = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
      if (width > 2 && height > 4) say(`on top of "${other.element.textContent?.trim().slice(0, 40)}"`, element);
    }
  }
  return [...new Set(faults)];
}
