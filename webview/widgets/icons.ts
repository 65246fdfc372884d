const SVG = 'http://www.w3.org/2000/svg';

/** Strokes of 16 × 16 pixels. */
const PATHS = {
  refresh: 'M13.2 6.2A5.5 5.5 0 1 0 13.5 8.6 M13.5 2.8v3.6h-3.6',
  warning: 'M8 2.2 14.6 13.6H1.4Z M8 6.4v3.4 M8 11.6v.6',
  close: 'M4 4l8 8 M12 4l-8 8',
  add: 'M8 3.2v9.6 M3.2 8h9.6',
  open: 'M4 6.2 8 10.2l4-4',
  bars: 'M3 13.5V8 M8 13.5v-11 M13 13.5V5.5',
  lines: 'M1.8 11.5 5.5 6.5 9 9.5l5.2-6',
  cumulative: 'M12 5V3H4l4.4 5L4 13h8v-2',
  heat: 'M2.5 2.5h11v11h-11Z M2.5 6.2h11 M2.5 9.8h11 M6.2 2.5v11 M9.8 2.5v11',
  star: 'M8 2.3l1.8 3.6 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6Z',
  note: 'M3 2.5h10v7l-4 4H3Z M9 13.5v-4h4 M5.5 5.5h5 M5.5 8h3',
  rows: 'M8 2.5V10 M4.8 7 8 10.2 11.2 7 M3 13.2h10',
  image: 'M2.5 3.5h11v9h-11Z M2.8 11.5l3.4-3.7 2.4 2.4 1.8-1.7 3 3 M10.8 6h.01',
  copy: 'M5.5 5.5h8v8h-8Z M10.5 5.5v-3h-8v8h3',
  report: 'M4 2.5h5.5l3 3v8H4Z M6 7.8h4.5 M6 10.4h4.5',
} as const;

/** An icon next to words that say the same: screen readers pass over it. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
