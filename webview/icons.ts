const SVG = 'http://www.w3.org/2000/svg';

/** Strokes of 16 × 16 pictures. */
const PATHS = {
  refresh: 'M13.2 6.2A5.5 5.5 0 1 0 13.5 8.6 M13.5 2.8v3.6h-3.6',
  warning: 'M8 2.2 14.6 13.6H1.4Z M8 6.4v3.4 M8 11.6v.6',
  close: 'M4 4l8 8 M12 4l-8 8',
} as const;

/** A picture beside words that say the same: screen readers pass over it. */
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
