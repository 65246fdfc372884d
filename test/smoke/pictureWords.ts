import type { Frame } from 'playwright-core';
import * as z from 'zod/mini';

const words = z.array(z.object({ text: z.string(), color: z.string(), ground: z.string() }));

/** A text of a picture, in its color on the color that is behind it. */
export type PictureWord = z.output<typeof words>[number];

/** Draws SVG pictures in a webview, in place of what it has, and tells of each text in them. */
export async function pictureWords(frame: Frame, pictures: readonly string[]): Promise<PictureWord[]> {
  return words.parse(await frame.evaluate(`(${DRAWN})(${JSON.stringify(pictures.join(''))})`));
}

const DRAWN = `(markup) => {
  document.body.innerHTML = markup;
  const editor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
  return Array.from(document.querySelectorAll('svg text'), (word) => {
    const { x, y, width, height } = word.getBBox();
    const middle = new DOMPoint(x + width / 2, y + height / 2);
    const before = (shape) => shape.compareDocumentPosition(word) & Node.DOCUMENT_POSITION_FOLLOWING;
    const shapes = Array.from(word.ownerSVGElement.querySelectorAll('rect, path'));
    const ground = shapes.findLast((shape) => before(shape) && shape.isPointInFill(middle));
    const colorOf = (element) => getComputedStyle(element).fill;
    return { text: word.textContent, color: colorOf(word), ground: ground ? colorOf(ground) : editor };
  });
}`;
