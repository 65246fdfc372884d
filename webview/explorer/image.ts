import { MARK_KINDS } from '../../src/shared/alert.ts';
import type { Shape } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { PanelSummary } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import { isAllBilled } from '../../src/shared/weekHours.ts';
import { traceMark } from '../charts/paint/paintAxisMarks.ts';
import { rangeText } from '../text/rangeText.ts';

/** Frame around the chart in its image, so that it is understood elsewhere. */
export interface ImageFrame {
  readonly title: string;
  /** Organization and range of the figures. */
  readonly subtitle: string;
  /** The legend's entries as they are on the page. */
  readonly legend: readonly HTMLElement[];
}

/** The chart as it stands, on the page's background, under its title and its legend, as PNG. Rejects where it cannot be made. */
export async function takeImage(chart: HTMLCanvasElement, frame: ImageFrame): Promise<Blob> {
  const style = getComputedStyle(document.body);
  const scale = chart.clientWidth === 0 ? 1 : chart.width / chart.clientWidth;
  const [margin, line] = [16 * scale, 22 * scale];
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  const font = (weight: number, size: number) => `${weight} ${size * scale}px ${style.fontFamily}`;
  context.font = font(400, 12);
  const entries = placed(frame.legend, context, chart.width, scale);
  const legendLines = Math.max(0, ...entries.map(({ row }) => row + 1));
  canvas.width = chart.width + 2 * margin;
  canvas.height = chart.height + 2 * margin + (2 + legendLines) * line;

  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'top';
  context.fillStyle = style.color;
  context.font = font(600, 14);
  context.fillText(frame.title, margin, margin, chart.width);
  context.font = font(400, 12);
  context.fillText(frame.subtitle, margin, margin + line, chart.width);
  for (const { x, row, text, swatch } of entries) {
    const y = margin + (2 + row) * line;
    paintSwatch(context, swatch, { x: margin + x, y: y + 2 * scale, scale });
    context.fillStyle = style.color;
    context.fillText(text, margin + x + 20 * scale, y);
  }
  context.drawImage(chart, margin, margin + (2 + legendLines) * line);
  const png = await new Promise<Blob | null>((then) => canvas.toBlob(then, 'image/png'));
  if (!png) throw new Error('the image is too large');
  return png;
}

interface Entry {
  readonly x: number;
  readonly row: number;
  readonly text: string;
  readonly swatch: Element;
}

const MARKS = MARK_KINDS.map((kind) => `.swatch-${kind}`).join();
/** Marks of lines that are no series. The subtitle says how estimates are marked. */
const LINES = '.swatch-total, .swatch-before, .swatch-forecast, .swatch-budget';

/** Paints the colour of a series as a square, a line as a piece of it, and a mark in its shape. */
function paintSwatch(
  context: CanvasRenderingContext2D,
  swatch: Element,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  const { backgroundColor, borderTopColor, borderTopStyle } = getComputedStyle(swatch);
  const [length, thickness] = [14 * scale, 2 * scale];
  const kind = MARK_KINDS.find((each) => swatch.matches(`.swatch-${each}`));
  if (kind) {
    context.beginPath();
    traceMark(context, kind, { x: x + 5 * scale, y: y + 5 * scale, half: 3.5 * scale });
    context.fillStyle = backgroundColor;
    context.fill();
    return;
  }
  if (!swatch.matches(LINES)) {
    context.fillStyle = backgroundColor;
    context.fillRect(x, y, 10 * scale, 10 * scale);
    return;
  }
  context.fillStyle = borderTopColor;
  const piece = borderTopStyle === 'dotted' ? thickness : borderTopStyle === 'dashed' ? length / 3 : length;
  for (let at = 0; at < length; at += 2 * piece) context.fillRect(x + at, y + 4 * scale, piece, thickness);
}

/** The series and the lines of the legend side by side, in as many rows as they need. */
function placed(
  legend: readonly HTMLElement[],
  context: CanvasRenderingContext2D,
  width: number,
  scale: number,
): Entry[] {
  const entries: Entry[] = [];
  let [x, row] = [0, 0];
  for (const item of legend) {
    const swatch = item.querySelector(`.swatch[data-slot], ${LINES}, ${MARKS}`);
    const text = item.textContent.trim();
    if (!swatch || text === '') continue;
    const size = 20 * scale + context.measureText(text).width + 18 * scale;
    if (x > 0 && x + size > width) [x, row] = [0, row + 1];
    entries.push({ x, row, text, swatch });
    x += size;
  }
  return entries;
}

interface CopyOptions {
  /** Rejects where the page's clipboard takes no images: no permission, no focus, or a browser for text alone. */
  readonly write: (png: Promise<Blob>) => Promise<void>;
  /** Takes the image that the clipboard refused. */
  readonly refused: (png: Promise<Blob>) => void;
}

/** Copies an image by the page's own clipboard, as VS Code's takes only text. Returns false where it could not. */
export async function copyImage(png: Promise<Blob>, { write, refused }: CopyOptions): Promise<boolean> {
  try {
    await write(png);
    return true;
  } catch {
    refused(png);
    return false;
  }
}

/** Marks that each shape has for figures that are not all billed. */
const ESTIMATED: Readonly<Record<Shape, string>> = {
  bars: `hatched or paler: ${terms.ESTIMATED_OR_PARTLY}`,
  lines: `dashed: ${terms.ESTIMATED_OR_PARTLY}`,
  cumulative: `hatched: ${terms.ESTIMATED_OR_PARTLY}`,
  heat: terms.ESTIMATED_OR_PARTLY,
};

/** Writes the subtitle of an image: organization, range, zone, and how estimates are marked, where there are any. */
export function imageSubtitle(
  { choice, chart }: Pick<Explorer, 'choice' | 'chart'>,
  shape: Shape,
  { organization, sample }: Pick<PanelSummary, 'organization' | 'sample'>,
  format: Format,
): string {
  const { zone } = chart;
  const range = rangeText(choice.range, { format, zone });
  const how = isAllBilled(chart) ? '' : `; ${ESTIMATED[shape]}`;
  return `${organization}${sample ? ' (sample data)' : ''}, ${range}, ${zone}${how}`;
}
