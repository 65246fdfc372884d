import { createFormat, type Format, MINUS } from '../../src/shared/format.ts';

export type Formats = (locale: string, zone: string) => Format;

/** Makes each format once: building them anew for every view costs more than using them. */
export function createFormats(): Formats {
  const made = new Map<string, Format>();
  return (locale, zone) => {
    const key = `${locale} ${zone}`;
    const format = made.get(key) ?? createFormat(locale, zone, MINUS);
    made.set(key, format);
    return format;
  };
}
