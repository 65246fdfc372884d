/** Widths of a panel that people have, in pixels: from a side bar's to a large screen's, with those between editors. */
export const WIDTHS: readonly number[] = [320, 500, 762, 842, 1280, 1400, 2000];

/** Pixels that a window of 320 leaves a panel. */
export const NARROWEST = 248;
